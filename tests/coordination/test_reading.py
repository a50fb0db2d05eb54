"""A communiqué becomes an event, people and commitments, and nothing enters without a person."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jatigi.agencies import aliases
from jatigi.agencies.models import Organisation
from jatigi.algorithms.communique import THEMES
from jatigi.coordination.codes import Theme
from jatigi.coordination.commitments.models import Addressee, Commitment
from jatigi.coordination.events import actions as events
from jatigi.coordination.events.models import Event, Participant, Session
from jatigi.coordination.reading import actions
from jatigi.coordination.reading.known import proposed
from jatigi.coordination.reading.models import Communique, ReadProposal
from jatigi.kernel.access import Role
from jatigi.kernel.errors import Conflict, Invalid
from tests.cast import member
from tests.sign_in import signed_in

TEXT = """Panel sur l’accueil des refoulés

Le 3 juin 2025 s’est tenu à Gao un panel sur l’accueil des migrants refoulés, organisé par la Maison du passage (MDP).
Le panel a été modéré par Mme Rokia Cissé, coordinatrice de la MDP.

Session 1 : les premiers secours.

Les participants recommandent :
À l’endroit du Gouvernement :
- ouvrir un centre d’accueil à Gao avant fin 2025 ;
- doter les postes d’agents formés.
"""


@pytest.fixture
def salif(cast):
    return member(cast.gao, "salif", Role.COORDINATOR)


def proposals(who, text, kind):
    return list(ReadProposal.objects.visible_to(who()).filter(communique=text, kind=kind).order_by("number"))


def test_the_rules_speak_of_the_themes_of_the_room():
    assert set(THEMES) == set(Theme.values)


def test_a_text_is_kept_and_nothing_enters_without_a_person(cast, salif):
    text = actions.bring(salif(), text=TEXT, source="Le Fleuve, 4 juin 2025")
    assert (text.country_id, text.text.splitlines()[0]) == ("ML", "Panel sur l’accueil des refoulés")
    told = [
        (one.kind, TEXT[one.from_char : one.to_char])
        for one in ReadProposal.objects.visible_to(salif()).order_by("number")
    ]
    assert ("person", "Rokia Cissé") in told
    assert ("commitment", "doter les postes d’agents formés") in told
    assert not Event.objects.visible_to(salif()).exists()
    assert not Commitment.objects.visible_to(salif()).exists()
    assert not Communique.objects.visible_to(cast.kadi()).exists()


def test_what_is_taken_over_becomes_an_event_with_people_and_commitments(cast, salif):
    text = actions.bring(salif(), text=TEXT, source="Le Fleuve, 4 juin 2025")
    with pytest.raises(Conflict):
        actions.decide(salif(), text, kind="person", verb="accept")
    (event,) = proposals(salif, text, "event")
    actions.accept(salif(), event)
    held = Event.objects.visible_to(salif()).get()
    assert (held.kind, held.city, str(held.starts_on), held.state) == ("panel", "Gao", "2025-06-03", "held")
    assert actions.decide(salif(), text, kind="person", verb="accept") == 1
    people = Participant.objects.visible_to(salif()).get(event=held)
    assert (people.name, people.role, people.organisation_name) == ("Rokia Cissé", "coordinatrice", "MDP")
    actions.decide(salif(), text, kind="session", verb="accept")
    assert Session.objects.visible_to(salif()).get(event=held).title == "Session 1 : les premiers secours"
    first, second = proposals(salif, text, "commitment")
    actions.accept(salif(), first)
    actions.accept(salif(), second, said={"addressee": "", "theme": "border_management"})
    made = {one.text: one for one in Commitment.objects.visible_to(salif()).filter(event=held)}
    centre, agents = (
        made["ouvrir un centre d’accueil à Gao avant fin 2025"],
        made["doter les postes d’agents formés"],
    )
    assert (str(centre.deadline), centre.deadline_precision, centre.source) == (
        "2025-12-31",
        "year",
        "Le Fleuve, 4 juin 2025",
    )
    assert Addressee.objects.visible_to(salif()).get(commitment=centre).name == "Gouvernement"
    assert agents.unaddressed
    with pytest.raises(Conflict):
        actions.accept(salif(), first)
    with pytest.raises(Conflict):
        actions.drop(salif(), text)


def test_a_name_confirmed_once_is_known_afterwards_in_that_country_only(cast, salif):
    text = actions.bring(salif(), text=TEXT)
    actions.accept(salif(), proposals(salif, text, "event")[0])
    (house,) = [one for one in proposals(salif, text, "organisation") if one.said["acronym"] == "MDP"]
    assert house.said["of"] == ""
    actions.accept(salif(), house, said={"of": str(cast.croix.pk)})
    assert aliases.meant("Maison du passage", "ML") == cast.croix.pk
    assert aliases.meant("Maison du passage", "NE") is None
    again, _country = proposed(TEXT)
    assert str(cast.croix.pk) in [one.ref for one in again.organisations]
    elsewhere, country = proposed(TEXT.replace("Gao", "Agadez"))
    assert country == "NE"
    assert str(cast.croix.pk) not in [one.ref for one in elsewhere.organisations]
    assert Organisation.objects.filter(pk=cast.croix.pk).exists()


def test_themes_are_decided_one_by_one_and_who_is_known_here_is_read(cast, salif):
    before = events.create(salif(), title="Atelier", kind="workshop", starts_on=date(2025, 1, 9), held=True)
    events.add_people(salif(), before, people=[{"name": "Sitan Mariko", "role": "juriste"}])
    told = TEXT.replace("’", "'").replace(
        "Session 1",
        "La place de Sitan Mariko est restée vide. On a parlé de traite des personnes.\n\nSession 1",
    )
    text = actions.bring(salif(), text=told)
    assert text.title == "Panel sur l’accueil des migrants refoulés"
    assert text.text == told.strip("\n")
    assert [one.said["name"] for one in proposals(salif, text, "person") if one.said["known"]] == [
        "Sitan Mariko"
    ]
    themes = proposals(salif, text, "theme")
    assert [one.said["theme"] for one in themes] == ["lives_saved", "trafficking"]
    assert [told[one.from_char : one.to_char] for one in themes] == ["refoulés", "traite des personnes"]
    with pytest.raises(Conflict):
        actions.accept(salif(), themes[0])
    actions.accept(salif(), proposals(salif, text, "event")[0])
    assert Event.objects.visible_to(salif()).get(kind="panel").theme == ""
    actions.accept(salif(), themes[1])
    actions.accept(salif(), themes[0])
    held = Event.objects.visible_to(salif()).get(kind="panel")
    assert (held.theme, held.also) == ("trafficking", ["lives_saved"])
    page = signed_in(salif.account).get(reverse("coordination:communique", args=[text.pk])).content.decode()
    assert "nom déjà sur la plateforme" in page


def test_what_cannot_be_read_says_why(salif):
    for text in ("court", "mot " * 40_000):
        with pytest.raises(Invalid) as error:
            actions.bring(salif(), text=text)
        assert list(error.value.errors) == ["text"]
    page = signed_in(salif.account)
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.4 rien")
    answer = page.post(
        reverse("coordination:communiques"), {"file": file, "text": "", "source": "", "body": ""}
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]
    assert not Communique.objects.visible_to(salif()).exists()


def test_the_secretariat_decides_on_the_page_beside_each_passage(salif):
    page = signed_in(salif.account)
    sent = page.post(reverse("coordination:communiques"), {"text": TEXT, "source": "Le Fleuve", "body": ""})
    text = Communique.objects.visible_to(salif()).get()
    address = reverse("coordination:communique", args=[text.pk])
    assert (sent.status_code, sent["Location"]) == (302, address)
    shown = page.get(address).content.decode()
    assert "<mark" in shown
    assert shown.count("Rokia Cissé") >= 3
    (event,) = proposals(salif, text, "event")
    asked = page.get(reverse("coordination:proposal", args=[event.pk]))
    assert asked.context["form"].initial["city"] == "Gao"
    day = {
        "first_day": "4",
        "first_month": "6",
        "first_year": "2025",
        "last_day": "",
        "last_month": "",
        "last_year": "",
    }
    corrected = {
        "title": "Panel de Gao",
        "kind": "panel",
        "city": "Gao",
        "country": "ML",
        "event": "",
        "theme": "",
        **day,
    }
    assert page.post(reverse("coordination:proposal", args=[event.pk]), corrected).status_code == 302
    held = Event.objects.visible_to(salif()).get()
    assert (held.title, str(held.starts_on)) == ("Panel de Gao", "2025-06-04")
    page.post(
        reverse("coordination:communique_decide", args=[text.pk]), {"kind": "commitment", "verb": "accept"}
    )
    assert Commitment.objects.visible_to(salif()).filter(event=held).count() == 2
    person = proposals(salif, text, "person")[0]
    page.post(reverse("coordination:proposal_refuse", args=[person.pk]))
    assert not Participant.objects.visible_to(salif()).filter(name="Rokia Cissé").exists()
    page.post(reverse("coordination:proposal_take", args=[person.pk]))
    assert Participant.objects.visible_to(salif()).filter(name="Rokia Cissé").exists()
