"""A workbook of commitments is brought, conflicts are chosen, and what it says comes in: all of it or nothing."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.agencies import who
from jatigi.agencies.aliases import normalised
from jatigi.agencies.models import Organisation
from jatigi.coordination.commitments import actions as commitments
from jatigi.coordination.commitments import references, saying, story
from jatigi.coordination.commitments.books import reading, rules
from jatigi.coordination.commitments.books.judging import FILE, HERE, Edit, Judge, New, Verdict
from jatigi.coordination.commitments.books.looking import Lists
from jatigi.coordination.commitments.books.models import Book, BookState
from jatigi.coordination.commitments.models import Addressee, Cluster, Commitment
from jatigi.coordination.frameworks.models import CommitmentLink
from jatigi.directory.workbooks.opening import Unreadable
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose
from jatigi.kernel.actions import Act, action, creation
from jatigi.kernel.codes import free_codes
from jatigi.kernel.errors import Conflict, Invalid

OVERSIGHT = Purpose.OVERSIGHT
MOST_CHOICES = 5_000


@creation("book.bring", Book, allow=rules.may_bring, purpose=OVERSIGHT)
def bring(act: Act, *, name: str, content: bytes) -> Book:
    """Read a workbook and keep what it says for a week, with what would become of it. Nothing is written yet.

    Raises `Invalid` for "file": not readable, or nothing in it that is understood.
    """
    try:
        found = reading.read(name, content)
    except Unreadable as error:
        raise Invalid(file=str(error)) from None
    if not found.rows:
        raise Invalid(file=_("There is no row in this workbook."))
    told = _judged(act.access, found, {}).told()
    book = Book(
        organisation_id=act.organisation, by_id=act.signed(), brought_at=act.at, until=act.at + Book.LASTS,
        rows=len(found.rows), said=found.kept(), told=told,
    )  # fmt: skip
    book.save()
    act.details.update(rows=book.rows, size=len(content))
    return book


@action("book.choose", Book, allow=rules.may_work_on, purpose=OVERSIGHT)
def choose(act: Act, book: Book, *, choices: Mapping[str, str], rest: str = "") -> Book:
    """For cells in conflict ("row:column"): what stands in the "file", or what stands "here"; `rest`: for all others.

    Everything is judged anew. Raises `Invalid` for a choice that is none.
    """
    _must_wait(book)
    if len(choices) > MOST_CHOICES or {*choices.values(), rest} - {FILE, HERE, ""}:
        raise Invalid(choices=_("Choose from the list."))
    kept = {**book.choices, **{cell: choice for cell, choice in choices.items() if choice}}
    found = reading.opened(book.said)
    verdict = _judged(act.access, found, kept)
    if rest:
        kept |= {f"{row}:{key}": rest for row, key, *_others in verdict.clashes}
        verdict = _judged(act.access, found, kept)
    book.choices, book.told = kept, verdict.told()
    book.save()
    act.touched("choices")
    return book


@action("book.write", Book, allow=rules.may_work_on, purpose=OVERSIGHT)
def write(act: Act, book: Book) -> Book:
    """Bring in everything, or nothing: judged anew at this moment. Raises `Conflict` where something stands in the way."""
    _must_wait(book)
    references.take_turn()
    lists = Lists(act.access, _country(act.access))
    verdict = Judge(act.access, lists, reading.opened(book.said), book.choices, lock=True).judge()
    if not verdict.clear:
        raise Conflict(
            _("Something in this workbook is wrong or in conflict. Check it again."), code="not_clear"
        )
    clusters = _clusters(act, verdict)
    told = _record(act, verdict.new, clusters)
    for edit in verdict.edits:
        told.update(_change(act, edit, clusters))
    commitments.tell_addressed(act, told)
    book.recorded, book.changed = len(verdict.new), len(verdict.edits)
    act.details.update(recorded=book.recorded, changed=[str(edit.commitment.pk) for edit in verdict.edits])
    return _over(book, BookState.DONE)


@action("book.drop", Book, allow=rules.may_work_on, purpose=OVERSIGHT)
def drop(_act: Act, book: Book) -> Book:
    """Whoever brought it takes it back."""
    _must_wait(book)
    return _over(book, BookState.ENDED)


@action("book.end", Book, allow=rules.may_end, purpose=OVERSIGHT, internal=True)
def end(_act: Act, book: Book) -> Book:
    """Its week is over: what it said goes."""
    return _over(book, BookState.ENDED)


def _judged(access: Access, found: reading.Reading, choices: Mapping[str, str]) -> Verdict:
    return Judge(access, Lists(access, _country(access)), found, choices).judge()


def _country(access: Access) -> str:
    found = Organisation.objects.filter(pk=who.house(access)).first()
    return found.country_id if found else "ML"


def _clusters(act: Act, verdict: Verdict) -> dict[str, UUID]:
    """The groups that have to be made, by their title as it is compared."""
    titles = verdict.titles()
    codes = free_codes(Cluster, len(titles))
    made = [
        Cluster(organisation_id=act.organisation, code=code, title=title)
        for code, title in zip(codes, titles, strict=True)
    ]
    Cluster.objects.bulk_create(made)
    return {normalised(one.title): one.pk for one in made}


def _cluster(clusters: Mapping[str, UUID], said: UUID | str | None) -> UUID | None:
    return clusters[normalised(said)] if isinstance(said, str) else said


def _record(act: Act, new: Sequence[New], clusters: Mapping[str, UUID]) -> Counter[UUID]:
    """Write the new ones: those with a reference of their own first, so that no made one is the same."""
    for one in new:
        one.commitment.cluster_id = _cluster(clusters, one.cluster)
    given = [one.commitment for one in new if one.commitment.reference]
    bare = [one.commitment for one in new if not one.commitment.reference]
    Commitment.objects.bulk_create(given)
    _refer(bare)
    Commitment.objects.bulk_create(bare)
    named = [
        Addressee(
            organisation_id=act.organisation, commitment=one.commitment, addressed_id=said.get("organisation"),
            name=said["name"], lead=said["lead"],
        )
        for one in new
        for said in one.addressees
    ]  # fmt: skip
    Addressee.objects.bulk_create(named)
    links = [
        CommitmentLink(organisation_id=act.organisation, commitment=one.commitment, item_id=item)
        for one in new
        for item in one.items
    ]
    CommitmentLink.objects.bulk_create(links)
    return Counter(one.addressed_id for one in named if one.addressed_id is not None)


def _refer(rows: Sequence[Commitment]) -> None:
    """Made references, in the order of the rows, for each kind and year."""
    groups: dict[tuple[str, int], list[Commitment]] = defaultdict(list)
    for row in rows:
        groups[row.kind, (row.made_on or clock.today()).year].append(row)
    for (kind, year), members in groups.items():
        for row, reference in zip(
            members, references.made(kind, date(year, 1, 1), len(members)), strict=True
        ):
            row.reference = reference
            saying.derive(row)


def _change(act: Act, edit: Edit, clusters: Mapping[str, UUID]) -> Counter[UUID]:
    """Write one that was edited, as `Judge` put it together; whom it is newly addressed to."""
    found, values = edit.commitment, edit.values
    if "cluster" in values:
        found.cluster_id = _cluster(clusters, values["cluster"])
    found.save()
    if "items" in values:
        commitments.link_to(found, values["items"] or [])
    new = []
    if "addressees" in values:
        new = commitments.name_for(act, found, saying.named(values["addressees"] or []), tell=False)
    other: dict[str, Any] = {
        key: edit.texts[key] for key in ("addressees", "items", "cluster", "state", "why") if key in values
    }
    changes = story.differences(edit.before, story.standing(found)) | other
    commitments.narrate(act, found, "correct", changes=changes)
    return Counter(one.addressed_id for one in new if one.addressed_id is not None)


def _must_wait(book: Book) -> None:
    if book.state != BookState.CHECKED or book.until < clock.now() or not book.said:
        raise Conflict(_("This workbook is brought in already, or too old. Bring it again."))


def _over(book: Book, state: str) -> Book:
    book.state, book.said, book.choices, book.told = state, {}, {}, {}
    book.save()
    return book
