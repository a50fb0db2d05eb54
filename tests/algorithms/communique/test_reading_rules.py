"""What the rules read in a communiqué: one table of cases for each kind of thing, and what no text may do to them."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jatigi.algorithms.communique import Known, Town, dates, read
from jatigi.algorithms.communique.normalise import folded, normalised

HELD = "Un atelier s’est tenu à Bamako le 3 juin 2025. "


@pytest.mark.parametrize(
    ("said", "start", "end", "precision"),
    [
        ("le 1er juin 2025", "2025-06-01", "2025-06-01", "day"),
        ("le mardi 3 juin 2025", "2025-06-03", "2025-06-03", "day"),
        ("du 4 au 6 septembre 2023", "2023-09-04", "2023-09-06", "day"),
        ("du lundi 28 mai au mercredi 2 juin 2025", "2025-05-28", "2025-06-02", "day"),
        ("du 30 décembre au 2 janvier 2026", "2025-12-30", "2026-01-02", "day"),
        ("les 12, 13 et 14 mai 2025", "2025-05-12", "2025-05-14", "day"),
        ("03/06/2025", "2025-06-03", "2025-06-03", "day"),
        ("09.12.2025", "2025-12-09", "2025-12-09", "day"),
        ("L’an deux mille vingt-cinq et le mardi trois juin", "2025-06-03", "2025-06-03", "day"),
        ("l’an deux mil vingt-six et les 14 et 15 avril", "2026-04-14", "2026-04-15", "day"),
        ("en mai 2025", "2025-05", "2025-05", "month"),
        ("premier trimestre 2026", "2026-01", "2026-03", "month"),
        ("second semestre de l’année 2026", "2026-07", "2026-12", "month"),
        ("d’ici fin 2026", "2026", "2026", "year"),
    ],
)
def test_dates_are_read_as_they_are_written(said, start, end, precision):
    (found,) = dates.find(folded(normalised(said).plain))
    assert (found.when.start, found.when.end, found.when.precision) == (start, end, precision)


@pytest.mark.parametrize("said", ["le 4 juin", "loi n° 2012-023", "12 000 personnes", "80 333"])
def test_what_is_no_date_is_none(said):
    assert dates.find(folded(normalised(said).plain)) == []


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        ("Gao, le 19 septembre 2025 – Du 16 au 18 septembre, l’OIM a réuni à Gao une conférence.", "2025-09-16", ("Gao", "ML")),
        ("Publié le jeudi 13 novembre 2025\n\nL’hôtel Djoliba de Bamako a abrité, hier, un atelier.", "2025-11-12", ("Bamako", "ML")),
        ("NIAMEY, 22 juin 2024 - Le HCR a lancé jeudi à Agadez un forum pour les migrants.", "2024-06-20", ("Agadez", "NE")),
        ("Réunion du comité\nDate : 14/10/2025\nLieu : salle du HCR, Bamako\n", "2025-10-14", ("Bamako", "ML")),
        ("Un panel s’est tenu le 3 mai 2025 à Tombondi, au Niger.", "2025-05-03", ("Tombondi", "NE")),
        ("Un séminaire a réuni des experts.", None, None),
        ("La précédente réunion avait eu lieu le 2 mars 2025. Un atelier s’est tenu à Kita.", None, ("Kita", "ML")),
    ],
)  # fmt: skip
def test_an_event_has_its_own_day_and_place_and_not_those_of_the_paper(text, day, place):
    (event,) = read(text).events
    assert (event.date.start if event.date else None) == day
    assert ((event.place.city, event.place.country) if event.place else None) == place


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("avec le ministère de la Promotion de la Femme, de l’Enfant et de la Famille, et l’OIM",
         ["ministère de la Promotion de la Femme, de l’Enfant et de la Famille", "OIM"]),
        ("les ministères de la Santé et de l’Éducation nationale", ["ministère de la Santé", "ministère de l’Éducation nationale"]),
        ("le Réseau des journalistes pour une migration sûre (REJOMIS) et le REJOMIS", ["Réseau des journalistes pour une migration sûre"]),
        ("la Croix-Rouge malienne, l’ambassade d’Espagne et l’ONG Right to Play", ["Croix-Rouge malienne", "ambassade d’Espagne", "ONG Right to Play"]),
        ("la société civile, les associations de femmes, un comité de suivi et la politique nationale (PONAM)", []),
    ],
)  # fmt: skip
def test_organisations_are_those_that_are_named(text, names):
    assert [one.name for one in read(text + ".").organisations] == names


def test_people_whom_the_caller_knows_are_read_wherever_they_stand():
    text = "Le fauteuil de Fatoumata Bah est resté vide. Awa a prêté le matériel."
    assert read(text).people == ()
    found = read(text, people=["BAH Fatoumata", "Awa"]).people
    assert [(one.name, one.known) for one in found] == [("Fatoumata Bah", True)]


def test_the_organisations_and_places_of_the_caller_come_first():
    found = read(
        "Un panel s’est tenu à Wadoubou avec Yiriwa.",
        [Known("Yiriwa", "YW", ref="7")],
        [Town("Wadoubou", "ML")],
    )
    assert [(one.name, one.ref) for one in found.organisations] == [("Yiriwa", "7")]
    place = found.events[0].place
    assert place is not None
    assert place.country == "ML"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Mme Awa Diallo, directrice de la DNPEF, a ouvert", ("Awa Diallo", "directrice", "DNPEF")),
        ("le ministre de la Justice et des Droits de l’Homme, Garde des Sceaux, M. Modibo SANGARÉ,",
         ("Modibo SANGARÉ", "ministre de la Justice et des Droits de l’Homme, Garde des Sceaux", None)),
        ("M. Paul Ndong, représentant de l’OIM au Mali,", ("Paul Ndong", "représentant", "OIM")),
        ("Le ministère de la Santé, représenté par sa directrice de cabinet, Dr Kadia Ba,",
         ("Kadia Ba", "directrice de cabinet", "ministère de la Santé")),
        ("a déclaré Henry Sarr, coordonnateur du HCR.", ("Henry Sarr", "coordonnateur", "HCR")),
        ("pour la CNDH, Mme Nana Touré (chargée des migrations)", ("Nana Touré", "chargée des migrations", "CNDH")),
    ],
)  # fmt: skip
def test_people_have_the_role_and_the_organisation_that_the_text_says(text, person):
    (found,) = read(text).people
    assert (found.name, found.role, found.organisation) == person


@pytest.mark.parametrize(
    ("text", "addressee", "deadline"),
    [
        ("Les participants ont recommandé au Gouvernement de créer un fonds d’appui avant le 1er mars 2026.", "Gouvernement", "2026-03-01"),
        ("Les participants ont recommandé que l’État finance les centres d’accueil.", "État", None),
        ("Elle a exhorté les partenaires à financer la formation des juges d’ici fin 2026.", "partenaires", "2026"),
        ("Il a été décidé de mettre en place un comité tripartite de suivi.", None, None),
        ("La DGME est invitée à publier la liste des antennes au premier trimestre 2026.", "DGME", "2026-03"),
        ("Le ministère de la Justice devra transmettre son rapport dans un délai de trois mois.", "ministère de la Justice", "2025-09"),
        ("« Nous appelons les États membres à mettre fin aux refoulements », a-t-il dit.", "États membres", None),
        ("L’OIM s’est engagée à équiper trois postes frontières.", "OIM", None),
    ],
)  # fmt: skip
def test_recommendations_in_prose_are_read_with_whom_they_ask_and_by_when(text, addressee, deadline):
    (found,) = read(HELD + text).recommendations
    assert (found.addressee, found.deadline) == (addressee, deadline)
    assert found.text in text


@pytest.mark.parametrize(
    "text",
    [
        "L’étude n’a pas recommandé de supprimer les frais consulaires.",
        "En 2021, une étude avait recommandé d’augmenter le salaire minimum.",
        "L’association accompagne les migrants et propose des formations.",
        "La DGME est chargée d’accueillir les Maliens de retour.",
        "Il a invité les participants à suivre attentivement les travaux.",
        "Les participants remercient le Gouvernement pour son accueil.",
        "Le projet devra permettre d’appuyer 200 familles.",
        "Aucune recommandation n’a été formulée.",
    ],
)
def test_what_is_no_recommendation_is_not_proposed(text):
    assert read(HELD + text).recommendations == ()


@pytest.mark.parametrize(
    ("lead", "addressee"),
    [
        ("Les participants recommandent au Gouvernement de :", "Gouvernement"),
        ("Nous exhortons les États de la CEDEAO à :", "États de la CEDEAO"),
        ("Recommandations\n\nÀ l’endroit de l’Union européenne :", "Union européenne"),
        ("RECOMMANDATIONS\n\nAux autorités maliennes :", "autorités maliennes"),
        ("Les recommandations suivantes ont été formulées :", None),
    ],
)
@pytest.mark.parametrize("mark", ["- ", "• ", "1) ", "", "a) ", "1. "])
def test_lists_are_read_whatever_their_marks_and_headings(lead, addressee, mark):
    items = ("créer un fonds d’appui aux victimes", "ouvrir trois centres d’accueil")
    text = (
        f"{HELD}\n\n{lead}\n"
        + "".join(f"{mark}{item} ;\n" for item in items)
        + "\nClôture\nLa séance est levée.\n"
    )
    assert [(one.text, one.addressee) for one in read(text).recommendations] == [
        (item, addressee) for item in items
    ]


def test_a_list_of_objectives_recommends_nothing():
    assert (
        read(
            f"{HELD}\nL’atelier avait pour objectifs de :\n- examiner le plan ;\n- valider le budget.\n"
        ).recommendations
        == ()
    )


def test_mathematical_letters_and_cut_words_are_read_and_passages_stay_those_of_the_text():
    text = "𝗨𝗻 𝗮𝘁𝗲𝗹𝗶𝗲𝗿 s'est tenu à Ga-\no le 3 juin 2025.\nIl a été décidé de ﬁnancer l''accueil des en-\nfants."
    found = read(text)
    assert found.events[0].kind == "workshop"
    (said,) = found.recommendations
    assert said.text == text[slice(*said.passage)]
    assert "ﬁnancer" in said.text


def passages(found):
    for one in (*found.events, *found.organisations, *found.people, *found.recommendations, *found.sessions):
        yield one.passage


FRAGMENTS = st.sampled_from(
    ["Les participants ont recommandé ", "au Gouvernement ", "de créer un fonds", "• ", "\n", "M. Awa DIALLO, ", "(OIM)", "𝗟𝗲 ", "’", "e\u0301",
     "le 3 juin 2025 ", "à Bamako", " : ", "1) ", " ; ", "ministère de la Santé et ", "| a | b |", "« ", " »", "L’an deux mille ", "-\n", "\u00a0", "ﬁ"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=40).map("".join)))
def test_no_text_makes_it_fail_and_every_passage_stands_in_the_text(text):
    found = read(text)
    for start, end in passages(found):
        assert 0 <= start < end <= len(text)
    assert all(one.text == text[slice(*one.passage)] for one in found.recommendations)
    assert set(found.told()) == {"events", "organisations", "people", "recommendations", "themes"}


@pytest.mark.parametrize(
    "part",
    [
        "ministère de la Santé et de la ",
        "a recommandé que le ",
        "(ABC)",
        ": ; ",
        "M. A ",
        "l'an deux mille ",
        "1) 2) ",
    ],
)
def test_a_hostile_text_costs_no_more_than_its_length(part):
    started = time.perf_counter()
    read(part * (20_000 // len(part)))
    assert time.perf_counter() - started < 5


def test_a_year_that_is_missing_is_the_one_nearest_to_the_publication():
    (found,) = dates.find("les 18 et 19 decembre", near=date(2026, 1, 5))
    assert (found.when.start, found.given) == ("2025-12-18", False)
