"""Texts of several manners, read whole: what each says, and nothing else."""

import pytest

from jatigi.algorithms.communique import read


def told(text):
    found = read(text)
    event = found.events[0] if found.events else None
    return {
        "date": (event.date.start, event.date.end) if event and event.date else None,
        "city": event.place.city if event and event.place else None,
        "organisations": [one.name for one in found.organisations],
        "people": [(one.name, one.role) for one in found.people],
        "asked": [(one.text, one.addressee, one.deadline) for one in found.recommendations],
    }


MINUTES = """MINISTÈRE DE LA SANTÉ ET DU DÉVELOPPEMENT SOCIAL

L’an deux mille vingt-six et le jeudi cinq mars, s’est tenue à Bamako une réunion de cadrage, après celle du 10 décembre 2025.
Le compte rendu de la réunion du 10 décembre 2025 a été adopté.

La DNDS transmettra le rapport au plus tard le 20 mars 2026. La DGME demande l’avis de ses services.

Le secrétaire de séance                Le président de séance
Moussa Keïta                           Souleymane Traoré
"""
CHAT = """📢 *𝗙𝗢𝗥𝗨𝗠* 📢
𝗙𝗼𝗿𝘂𝗺 𝗱𝗲 𝗹𝗮 𝗱𝗶𝗮𝘀𝗽𝗼𝗿𝗮, Paris, le 5 octobre 2025

✅ *Recommandations*
👉🏾 Créer un fonds de la diaspora
👉🏾 Ouvrir un numéro vert d’ici mars 2026
🙏🏾 Merci à tous !
"""
PDF = """Du 7 au 9 juillet 2025, le Réseau ouest-africain pour la protec-
tion de l’enfant (RAO) a organisé à Cotonou un atelier régional.
Au terme des travaux, les participants ont recommandé aux minis-
tères en charge de la famille de désigner un point focal à la fron-
tière.
"""
TABLE = """RAPPORT DE L’ATELIER NATIONAL DE VALIDATION
Mopti, 9-11 juin 2025

N° | Recommandation | Responsable | Échéance
1 | Mettre à jour la carte des points d’eau | DRDSES | 30/09/2025
2 | Former 40 agents des postes frontières | OIM | T4 2025
"""
SUMMIT = """COMMUNIQUE FINAL
1. Les Ministres de la Confédération des États du Sahel (AES) se sont réunis à Ouagadougou, les 22 et 23 mai 2026.
2. Ont pris part :
- Son Excellence Monsieur Drissa Cissé, Ministre de la Sécurité et de la Protection civile ;
3. Au terme de leurs échanges, les Ministres ont décidé :
- d’harmoniser les documents de voyage ;
- de créer un fichier commun avant le 31 décembre 2026 ;
4. Les Ministres ont remercié le Gouvernement du Burkina Faso.
"""
DEMANDS = """La Coordination des associations de migrants de Gao (CAMRG) :
- Dénonce les violences ;
- Exige l’ouverture d’une enquête indépendante ;
- Exige du Gouvernement qu’il mette fin aux rafles ;
- Rappelle l’article 14 de la Déclaration universelle.

Pour la Coordination
Le Président
Alhassane Ag Mohamed
Contact presse : Fanta Sidibé
"""
PAPER = """Par Aminata Sanou – L’Écho du Khasso

Nouakchott, 5 juin 2026 – Des experts ont achevé hier à Nouakchott un atelier de deux jours. « Il est temps que les universités partagent leurs données », reconnaît la procureure de la République près le tribunal de Kayes, Seynabou Mallé. Adjoua Koffi, de l’UNICEF, a plaidé pour une ligne gratuite. Le HCR, lui, s’est engagé à publier la suite en 2027. Les experts souhaitent que chaque site soit visité.
"""


def test_minutes_say_what_will_be_done_and_who_signed():
    assert told(MINUTES) == {
        "date": ("2026-03-05", "2026-03-05"),
        "city": "Bamako",
        "organisations": ["MINISTÈRE DE LA SANTÉ ET DU DÉVELOPPEMENT SOCIAL", "DNDS", "DGME"],
        "people": [("Moussa Keïta", "secrétaire de séance"), ("Souleymane Traoré", "président de séance")],
        "asked": [("La DNDS transmettra le rapport au plus tard le 20 mars 2026", "DNDS", "2026-03-20")],
    }


def test_pictures_and_bold_letters_of_chats_mark_lists():
    found = told(CHAT)
    assert (found["date"], found["city"]) == (("2025-10-05", "2025-10-05"), "Paris")
    assert found["asked"] == [
        ("Créer un fonds de la diaspora", None, None),
        ("Ouvrir un numéro vert d’ici mars 2026", None, "2026-03"),
    ]


def test_words_cut_at_the_margin_are_whole_where_they_are_told():
    found = told(PDF)
    assert found["date"] == ("2025-07-07", "2025-07-09")
    assert found["organisations"] == ["Réseau ouest-africain pour la protection de l’enfant"]
    ((_text, addressee, _by),) = found["asked"]
    assert addressee == "ministères en charge de la famille"


def test_the_days_of_a_table_are_deadlines_and_not_the_meeting():
    found = told(TABLE)
    assert found["date"] == ("2025-06-09", "2025-06-11")
    assert found["asked"] == [
        ("Mettre à jour la carte des points d’eau", "DRDSES", "2025-09-30"),
        ("Former 40 agents des postes frontières", "OIM", "2025-12"),
    ]


def test_numbered_points_are_not_the_items_of_a_list_within_them():
    found = told(SUMMIT)
    assert (found["date"], found["city"]) == (("2026-05-22", "2026-05-23"), "Ouagadougou")
    assert found["organisations"] == ["Confédération des États du Sahel", "Gouvernement du Burkina Faso"]
    assert found["people"] == [("Drissa Cissé", "Ministre de la Sécurité et de la Protection civile")]
    assert [each[0] for each in found["asked"]] == [
        "d’harmoniser les documents de voyage",
        "de créer un fichier commun avant le 31 décembre 2026",
    ]


def test_a_declaration_demands_and_is_signed():
    found = told(DEMANDS)
    assert [each[:2] for each in found["asked"]] == [
        ("Exige l’ouverture d’une enquête indépendante", None),
        ("Exige du Gouvernement qu’il mette fin aux rafles", "Gouvernement"),
    ]
    assert found["people"] == [("Alhassane Ag Mohamed", "Président"), ("Fanta Sidibé", "Contact presse")]


def test_a_newspaper_names_its_writer_and_tells_of_the_days_before():
    found = told(PAPER)
    assert (found["date"], found["city"]) == (("2026-06-03", "2026-06-04"), "Nouakchott")
    assert found["people"] == [
        ("Aminata Sanou", None),
        ("Seynabou Mallé", "procureure de la République"),
        ("Adjoua Koffi", None),
    ]
    assert {each[1:] for each in found["asked"]} == {("universités", None), (None, None), ("HCR", None)}
    assert len(found["asked"]) == 4


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("avec le Croissant-Rouge mauritanien et des familles de disparus", ["Croissant-Rouge mauritanien"]),
        ("la Délégation générale à l’intégration africaine et le Centre hospitalier national", ["Délégation générale à l’intégration africaine", "Centre hospitalier national"]),
        ("avec le soutien financier du Royaume des Pays-Bas", ["Royaume des Pays-Bas"]),
        ("la brigade de protection des mineurs, le Groupe de travail n° 2", ["brigade de protection des mineurs", "Groupe de travail n° 2"]),
        ("à l’Université de Bamako pour un colloque, avec les ONG sur la migration", ["Université de Bamako"]),
        ("réunies au sein du Forum des ONG de Mopti, avec la Direction régionale de la femme, de l’enfant et de la famille", ["Forum des ONG de Mopti", "Direction régionale de la femme, de l’enfant et de la famille"]),
        ("le ministre de la Sécurité et de la Protection civile, le Mécanisme de transit (ETM), les associations de Kayes", []),
        ("le ministère de la Communication, de l’Économie numérique et de la Modernisation de l’Administration", ["ministère de la Communication, de l’Économie numérique et de la Modernisation de l’Administration"]),
        ("• SOS Esclaves\n• OIM\n• HCR\n", ["SOS Esclaves", "OIM", "HCR"]),
    ],
)  # fmt: skip
def test_names_of_bodies_end_where_they_end(text, names):
    assert [one.name for one in read(text + ".").organisations] == names


@pytest.mark.parametrize(
    "text",
    [
        "Avis de recrutement\n\nL’ONG Sabou recrute. Le candidat devra avoir un master. Les dossiers doivent être déposés avant le 30 avril 2026.",
        "La loi prévoit des amendes. L’étranger devra déclarer son adresse au commissariat dans les quinze jours.",
        "L’ambassade a remis des véhicules. Le directeur a invité ses agents à en prendre soin.",
        "Un atelier s’est tenu à Gao. Les participants souhaitent que cette rencontre soit suivie d’autres. La procédure exige la présentation d’un visa.",
        "Les parties ont convenu de se retrouver à Lomé en décembre 2026.",
    ],
)
def test_what_asks_nothing_of_anybody_is_not_proposed(text):
    assert read(text).recommendations == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ils demandent au préfet de veiller aux registres, et à la mairie de contrôler les véhicules.", ["préfet", "mairie"]),
        ("Recommandations :\n- Au Parlement, l’adoption d’une loi sur l’asile\n- Aux banques : d’ouvrir des comptes ; de former les agents\n", ["Parlement", "banques", "banques"]),
        ("Recommandations :\n- Doter le centre de cent lits (OIM, UNICEF) ;\n- Les communes tiendront un registre des départs.\n", ["OIM, UNICEF", "communes"]),
        ("J’invite les services à diffuser le guide et j’engage la DGME à le traduire en peul.", ["services", "DGME"]),
    ],
)  # fmt: skip
def test_each_thing_has_its_own_addressee(text, asked):
    assert [one.addressee for one in read(text).recommendations] == asked


def test_the_half_of_a_month_is_a_deadline():
    text = "Il a été convenu que l’OIM organisera une mission dans la première quinzaine de février 2026."
    assert [one.deadline for one in read(text).recommendations] == ["2026-02-15"]


def test_items_complete_the_verb_above_them_and_the_meeting_before_is_not_this_one():
    found = told(
        "Les ministres de la CEDEAO se sont réunis à Praia les 16 et 17 septembre 2026. "
        "La réunion des experts s’était tenue les 14 et 15 septembre.\n\nLes ministres ont :\n"
        "• pris note du rapport ;\n• invité les États membres à transposer le Protocole ;\n• félicité le Gouvernement.\n"
    )
    assert (found["date"], found["city"]) == (("2026-09-16", "2026-09-17"), "Praia")
    assert found["asked"] == [("invité les États membres à transposer le Protocole", "États membres", None)]
