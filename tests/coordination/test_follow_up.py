"""The follow-up report: what stands in it, as a page and as a document."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from django.urls import reverse
from django.utils.html import escape
from docx import Document

from jatigi.agencies.actions import suspend_member
from jatigi.agencies.models import Membership, Notification
from jatigi.coordination.models import Commitment, FollowUp
from jatigi.coordination.reporting import actions, gathering, tasks, views
from jatigi.coordination.reporting.asked import scope_of
from jatigi.coordination.reporting.gathering import Scope
from jatigi.coordination.reporting.rules import PAPERS
from jatigi.kernel import clock, schedule
from jatigi.kernel.access import Access, Purpose, service_access
from jatigi.kernel.errors import Conflict
from jatigi.kernel.querysets import acting
from tests.cast import Cast, Member
from tests.coordination.promised import NOW, Promised
from tests.publications.tables import officer, published
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
everything = service_access("test", ["agencies.Membership", "agencies.Notification", "coordination.FollowUp"])


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """(style, text) of each paragraph."""
    return [(str(one.style.name), one.text) for one in Document(BytesIO(content)).paragraphs if one.style]


def test_a_report_says_exactly_what_was_asked_and_what_became_of_it(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    promised = Promised(cast)
    with acting():  # nobody else there could validate it
        promised.report.written_by = promised.report.validated_by = cast.kadi.account
        promised.report.save()
    address = f"?event={promised.event.pk}"
    with clock.travel(NOW):
        browser = signed_in(cast.moussa.account)
        with django_assert_max_num_queries(45):
            page = browser.get(reverse("coordination:follow_up") + address).text
        file = browser.get(reverse("coordination:follow_up_file") + address)
    assert file.status_code == 200
    written = paragraphs(file.content)
    headings = [(style, text) for style, text in written if style.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Situations de vulnérabilité (2 engagements)"),
        ("Heading 2", "R-1 · en retard (en cours)"),
        ("Heading 2", "R-2 · tenu"),
        ("Heading 1", "Traite des personnes (1 engagement)"),
        ("Heading 2", "R-3 · reçu"),
        ("Heading 1", "Sans thème (3 engagements)"),
        ("Heading 2", "R-5 · reçu"),
        ("Heading 2", "R-6 · reçu"),
        ("Heading 2", "R-4 · abandonné"),
    ]
    start = written.index(("Heading 2", "R-1 · en retard (en cours)"))
    assert [text for _style, text in written[start + 1 : start + 10]] == [
        "Ouvrir un centre d’accueil à Gao.",
        "Source\u00a0: Communiqué final, p. 2, 2 mars 2025",
        "Destinataires\u00a0: Organisation CRM · Ministère de la Santé",
        "Échéance\u00a0: 19 mai 2026",
        "État\u00a0: en retard (en cours)",
        "Réponse officielle\u00a0: Ministère de la Santé · accepté · Le ministère y travaille. · 1er juin 2025",
        "Mesure\u00a0: Louer une maison · Organisation CRM · en cours · jusqu’au 1er septembre 2026",
        "Réponse officielle\u00a0: Douze lits sont ouverts. (Lits ouverts · 12 lits, 1er avril 2026) · validé par son auteur",
        "Bail signé · https://exemple.ml/bail",
    ]
    whole = "\n".join(text for _style, text in written)
    for name in ("Personne Nommée", "Brouillon interne", "À modérer"):
        assert name not in whole
        assert name not in page
    assert "Situations de vulnérabilité (2 engagements)" in page
    assert "Douze lits sont ouverts." in page
    assert b"TOC" in _part(file.content)
    closed = signed_in(cast.drissa.account).get(reverse("coordination:follow_up") + address).text
    assert "R-6" not in closed


def _part(content: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read("word/document.xml")


def test_one_click_leads_to_the_report_of_what_is_looked_at(cast: Cast) -> None:
    promised = Promised(cast)
    browser = signed_in(cast.moussa.account)
    for name, args, asked in (
        ("event", [promised.event.pk], {"event": str(promised.event.pk)}),
        ("body", [promised.body.pk], {"body": str(promised.body.pk)}),
        ("framework", [promised.framework.pk], {"framework": str(promised.framework.pk)}),
        ("commitments", [], {"first": f"{clock.today().year}-01-01", "last": f"{clock.today().year}-12-31"}),
    ):
        text = browser.get(reverse(f"coordination:{name}", args=args)).text
        address = escape(f"{reverse('coordination:follow_up')}?{urlencode(asked)}")
        assert f'href="{address}"' in text, name
        assert browser.get(reverse("coordination:follow_up"), asked).status_code == 200
    event_of_2025 = {"event": promised.event.pk, "body": promised.body.pk, "year": 2025}
    found = browser.get(reverse("coordination:commitments"), event_of_2025)
    assert (
        gathering.page(
            cast.moussa(Purpose.OVERSIGHT), asked_of(found.context["report"], cast.moussa(Purpose.OVERSIGHT))
        ).total
        == 6
    )


def asked_of(address: str, access: Access) -> Scope:
    about = scope_of(access, dict(parse_qsl(address.partition("?")[2])))
    assert about is not None
    return about


def test_a_long_report_is_made_outside_the_request_and_its_page_is_bounded(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    promised = Promised(cast)
    published(officer(cast), cast.fanta)
    with acting():
        Commitment.objects.bulk_create(
            Commitment(organisation_id=cast.gao.pk, reference=f"B-{n:05}", text=f"Faire {n}.", kind="decision",
                       body=promised.body, theme="health")
            for n in range(views.LONG)
        )  # fmt: skip
    access, browser = cast.moussa(Purpose.OVERSIGHT), signed_in(cast.moussa.account)
    asked = {"body": str(promised.body.pk)}
    about = gathering.scope(access, body=promised.body.pk)
    with django_assert_max_num_queries(12):
        first = gathering.page(access, about)
    second = gathering.page(access, about, first.next)
    shown = [
        entry.row.reference for page in (first, second) for group in page.groups for entry in group.entries
    ]
    assert shown[:2] == ["B-00000", "B-00001"]
    assert len(set(shown)) == 2 * gathering.ON_A_PAGE
    assert (first.total, first.counts[0][1]) == (views.LONG + 6, 1)  # one is kept
    text = browser.get(reverse("coordination:follow_up"), asked).text
    assert "Ce rapport est long" in text
    assert "(1000 engagements)" in text
    assert browser.get(reverse("coordination:follow_up_file"), asked).status_code == 302

    home = browser.post(reverse("coordination:follow_up_ask"), asked)["Location"]
    assert "en préparation" in browser.get(home).text
    (paper,) = FollowUp.objects.visible_to(access)
    tasks.make.func(str(paper.pk))
    assert tasks.progress_of(paper.pk)[0] > views.LONG  # gathered, and most of it written
    ready = browser.get(home).text
    file = browser.get(reverse("coordination:follow_up_paper_file", args=[paper.pk]))
    assert reverse("coordination:follow_up_paper_file", args=[paper.pk]) in ready
    written = [text for style, text in paragraphs(file.content) if style == "Heading 2"]
    assert (len(written), written[0]) == (views.LONG + 6, "B-00000 · reçu")
    stranger = signed_in(cast.fanta.account)
    assert stranger.get(home).status_code == 404
    told = Notification.objects.visible_to(everything).get(kind="follow_up.state")
    assert told.account_id == cast.moussa.account.pk
    with clock.travel(clock.now() + timedelta(hours=25)):
        schedule.run_now(PAPERS)
        again = signed_in(cast.moussa.account)
        assert again.get(reverse("coordination:follow_up_paper_file", args=[paper.pk])).status_code == 404
    over = FollowUp.objects.visible_to(access).get()
    assert (over.state, over.content, over.title, over.asked) == ("ended", None, "", {})


def test_a_report_that_cannot_be_made_says_so(cast: Cast) -> None:
    promised = Promised(cast)
    access = cast.moussa(Purpose.OVERSIGHT)
    papers = [
        actions.ask(access, title="x", asked={"event": str(promised.event.pk)})
        for _n in range(actions.AT_ONCE)
    ]
    with pytest.raises(Conflict):
        actions.ask(access, title="x", asked={"event": str(promised.event.pk)})
    suspend_member(cast.boubacar(Purpose.ADMINISTRATION), membership_of(cast.moussa))
    tasks.make.func(str(papers[0].pk))  # whoever asked no longer works there
    with clock.travel(clock.now() + timedelta(hours=2)):
        schedule.run_now(PAPERS)  # the worker died on the others
    assert {one.state for one in FollowUp.objects.visible_to(everything)} == {"failed"}


def membership_of(who: Member) -> Membership:
    return Membership.objects.visible_to(everything).get(account=who.account)
