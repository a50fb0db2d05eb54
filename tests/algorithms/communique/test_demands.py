"""Demands as nouns, items that a line's end cuts, sub-items that specify, and where names end: each in a text of few lines."""

import pytest

from jatigi.algorithms.communique import read


def asked(text):
    return [(" ".join(one.text.split()), one.addressee, one.deadline) for one in read(text).recommendations]


def bodies(text):
    return [one.name for one in read(text).organisations]


def people(text):
    return [(one.name, one.role, one.organisation) for one in read(text).people]


def test_a_list_under_a_verb_that_demands():
    text = """Réunies à Gao le 8 février 2026, les familles,

Exigeons :
– la publication de la liste des disparus ;
– l’ouverture d’un bureau d’accueil ;

Nous attendons des gouvernements de la Confédération des États du Sahel :
• l’affichage des tarifs avant le 30 juin 2026 ;

Nous dénonçons :
– les taxes illégales aux postes ;
– la confiscation des marchandises.
"""
    states = "gouvernements de la Confédération des États du Sahel"
    assert asked(text) == [
        ("la publication de la liste des disparus", None, None),
        ("l’ouverture d’un bureau d’accueil", None, None),
        ("l’affichage des tarifs avant le 30 juin 2026", states, "2026-06-30"),
    ]


def test_items_of_minutes_that_go_on_below():
    text = """COMPTE RENDU
Gao, le 3 mars 2026

Actions décidées
4.1 Eau
  - Réparer la pompe du centre (responsable :
    OIM ; échéance : 20/03/2026)
  - Transmettre la liste des enfants seuls
    (responsable : HCR)
4.2 Énergie
  - Relancer la société d’eau. Responsable :
    Croix-Rouge malienne
"""
    assert asked(text) == [
        ("Réparer la pompe du centre (responsable : OIM ; échéance : 20/03/2026)", "OIM", "2026-03-20"),
        ("Transmettre la liste des enfants seuls (responsable : HCR)", "HCR", None),
        ("Relancer la société d’eau. Responsable : Croix-Rouge malienne", "Croix-Rouge malienne", None),
    ]


@pytest.mark.parametrize(
    ("items", "wanted"),
    [
        ("1) Prévoir dans les budgets\n   a. l’accueil des familles,\n   b. la formation des maîtres.", 1),
        ("1) Étudier la possibilité d’ouvrir :\n   - un dortoir ;\n   - une salle d’écoute.", 1),
        ("1) La formation des agents, notamment sur :\n   - la détection des faux ;\n   - l’accueil.", 1),
        ("1) Inviter le préfet à :\n   - ouvrir un registre des départs ;\n   - publier un bilan annuel.", 2),
    ],
)
def test_sub_items_that_specify_are_no_recommendations_of_their_own(items, wanted):
    assert len(asked(f"Les participants recommandent :\n{items}\n")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Elle s’est en revanche engagée à publier un guide des démarches.", [None]),
        ("La partie tchadienne s’engage à communiquer les listes nominatives.", ["partie tchadienne"]),
        ("Aux maires, nous demandons de construire des hangars couverts.", ["maires"]),
        (
            "Nous demandons au CNDH de visiter les lieux de rétention et de rendre publics ses constats.",
            ["CNDH"] * 2,
        ),
        ("Nous n’exigeons pas la fermeture du centre. La mairie n’a rien promis sur ce point.", []),
    ],
)
def test_prose(text, wanted):
    assert [to for _text, to, _by in asked(text)] == wanted


def test_what_was_over_is_no_deadline():
    text = "Réunis à Rosso le 8 janvier 2026, ils demandent au Gouvernement de publier l’accord signé avec l’Espagne en mars 2024."
    assert [by for _text, _to, by in asked(text)] == [None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("La Gendarmerie nationale effectue des rondes.", ["Gendarmerie nationale"]),
        ("La Croix-Rouge togolaise lui a donné des vivres.", ["Croix-Rouge togolaise"]),
        ("On a formé vingt officiers de police judiciaire au centre d’accueil de Zinder.", []),
        ("Selon l’ONG espagnole Caminando Fronteras, rien ne change.", ["Caminando Fronteras"]),
        ("L’ONG La Voix des Frontières y tient un bureau.", ["ONG La Voix des Frontières"]),
        (
            "Signataires : GADEM ; AMDH ; Rives Communes ; Caritas Rabat.",
            ["GADEM", "AMDH", "Rives Communes", "Caritas Rabat"],
        ),
        (
            "Collectif des mères de disparus en mer\nAppel de Dakar\n",
            ["Collectif des mères de disparus en mer"],
        ),
        ("Le puits est creusé.\n\n– FIN –\n", []),
    ],
)
def test_where_names_of_bodies_end(text, wanted):
    assert bodies(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("« J’ai tout vendu », témoigne Demba Kébé, venu de Fès.", ("Demba Kébé", None, None)),
        ("Au premier rang, Sira Doumbia a 34 ans.", ("Sira Doumbia", None, None)),
        ("C’est le pari de l’entrepreneure Rokia Fané.", ("Rokia Fané", "entrepreneure", None)),
        ("Représentant l’OIM, Omar Ndour n’a rien dit.", ("Omar Ndour", "Représentant", "OIM")),
    ],
)
def test_people_who_tell(text, wanted):
    assert people(text) == [wanted]


def test_the_town_before_a_newspapers_text_is_where_it_was():
    text = """Retour au pays : le temps des comptes

Kayes. La salle était trop petite, samedi 17 mai 2025, pour la conférence de presse du réseau. Que faire quand on rentre d’Abidjan sans papiers ?
"""
    place = read(text).events[0].place
    assert place is not None
    assert (place.city, place.country) == ("Kayes", "ML")
