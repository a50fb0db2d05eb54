"""The directory for a person alone, on a small telephone over a slow network."""

import re
from typing import Any, cast

import pytest
from django.test import Client

from jatigi.directory.models import Service
from jatigi.kernel.models import JournalEntry
from jatigi.kernel.querysets import acting
from jatigi.people.codes import Need
from tests.architecture.world import everything
from tests.cast import Cast

pytestmark = pytest.mark.django_db

LIMIT = 60_000
HEALTH = list(Need).index(Need.HEALTH) + 1
FULL = f"/info/fr/{HEALTH}/ML07/"


def loaded(browser: Client, path: str) -> tuple[str, int]:
    """A page, and the bytes of all that a fresh browser loads for it, uncompressed, with what it says around them."""
    answer = browser.get(path)
    assert answer.status_code == 200
    body = answer.content.decode()
    size = len(answer.content) + len(str(answer.headers))
    for url in re.findall(r'(?:src|href)="([^"]+\.(?:css|js|svg|png|woff2?|ico))"', body):
        file = browser.get(url)
        size += len(b"".join(cast(Any, file).streaming_content)) + len(str(file.headers))
    assert "<script" not in body
    assert "style=" not in body
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser.cookies == answer.cookies == {}
    return body, size


def test_need_then_place_then_services_under_60_kb_without_script_or_cookie(cast: Cast, offer: Any) -> None:
    long = "Consultation, vaccination et suivi des femmes enceintes. " * 60
    for number in range(25):
        offer(title_fr=f"Soins {number}", description_fr=long, reach={"phone": "+223 20 00 00 00"})
    with acting():
        Service.objects.visible_to(everything).update(
            state="active", free=True, eligibility_fr=long, alert="Fermé jeudi",
            schedules=[{"id": str(n), "rule": "", "starts": "", "opens": "00:00", "closes": "00:00", "from": "", "to": "", "note": long[:300]} for n in range(60)],
            documents=[{"id": str(n), "document": long[:160], "uri": ""} for n in range(60)],
            phones=[{"id": str(n), "number": "+223 20 00 00 01", "note": ""} for n in range(60)],
        )  # fmt: skip
    events = JournalEntry.objects.count()
    browser = Client()
    first, weight = loaded(browser, "/info/")
    where, more = loaded(browser, f"/info/fr/{HEALTH}/")
    last, most = loaded(browser, FULL)
    assert max(weight, more, most) < LIMIT, (weight, more, most)
    assert f'href="/info/fr/{HEALTH}/"' in first
    assert f'href="{FULL}"' in where
    assert re.search(r"<title>\s*Adresses utiles\s*</title>", last)  # nothing of what is looked for
    assert 'href="tel:+22320000000"' in last
    for words in ("Ouvert maintenant", "Gratuit", "À apporter", "Pour qui", "Fermé jeudi", 'href="?p=10"'):
        assert words in last, words
    assert "Soins" in loaded(browser, f"{FULL}?o=1&p=20")[0]
    assert "Open now" in loaded(browser, FULL.replace("/fr/", "/en/"))[0]
    assert JournalEntry.objects.count() == events
    assert {
        browser.get(path).status_code for path in ("/info/xx/", "/info/fr/99/", f"/info/fr/{HEALTH}/ZZ/")
    } == {404}


def test_only_what_stands_is_shown_and_a_hidden_place_is_a_region_and_a_telephone(
    cast: Cast, offer: Any, shelter: Service
) -> None:
    with acting():
        rows = Service.objects.visible_to(everything)
        rows.filter(pk=offer(title_fr="Pas encore").pk).update(state="proposed")
        rows.filter(pk=shelter.pk).update(
            state="active", intake_address="rue cachée 4", website="https://x.example"
        )
    assert "Pas encore" not in loaded(Client(), FULL)[0]
    gbv = list(Need).index(Need.GBV) + 1
    page, _size = loaded(Client(), f"/info/fr/{gbv}/ML07/")
    assert "Hébergement protégé" in page
    assert "tel:+22300000001" in page
    assert not [word for word in ("Refuge du Fleuve", "rue cachée", "x.example") if word in page]
