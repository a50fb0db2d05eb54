"""People whom the form of a page names: who signed it, who wrote it, whom to ask about it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jatigi.algorithms.communique.mention import Mention
from jatigi.algorithms.communique.persons import Found, Named, Role
from jatigi.algorithms.communique.structure import Block, Page

_LONGEST = 130
_ARTICLE = re.compile(r"(?:p\.? ?o\.? |pour )?(?:le |la |l'|les )?")
_CONTACT = re.compile(
    r"(?:pour (?:plus|toute?|tout|davantage)[\w' ]{3,60}:? )?(?P<r>contacts?(?: (?:presse|medias?|pour les medias|communication))?|(?:personne|point) (?:de )?contact|relations (?:presse|medias|publiques))(?: (?:a|de|du|pour) [\w' -]{2,30})? ?: ?"
)
_BY = re.compile(r"(?:(?:texte|reportage|propos recueillis|recueillis|article|redige|ecrit) )?par :? ?")
_SIGNED = re.compile(r"(?:ont signe|signataires|les signataires|signe par|signature)s? ?:")
_SHORT = 4
_COLUMN = re.compile(r" {3,}|\t+| ?\| ?")


def find(
    page: Page, names: Sequence[Named], roles: Sequence[Role], mentions: Sequence[Mention]
) -> Iterator[Found]:
    """Whom the lines around a name make a person, though no sentence does."""
    starts = [one.outer for one in names]
    for before, block in pairwise((None, *page.blocks)):
        if block is None or block.end - block.start > _LONGEST:
            continue
        here = names[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        if not here:
            continue
        yield from _contact(page, before, block, here[0])
        yield from _byline(page, block, here[0], mentions)
        yield from _writer(page, block, here[0])
        yield from _signatories(page, block, here)
        if before is not None and before.end - before.start <= _LONGEST:
            yield from _signed(page, before, block, here, roles)


def _columns(page: Page, block: Block) -> list[tuple[int, int]]:
    """« Le secrétaire      Le président » are two."""
    cuts = [match.span() for match in _COLUMN.finditer(page.flat, block.start, block.end)]
    bounds = [block.start, *(at for cut in cuts for at in cut), block.end]
    parts = [(bounds[at], bounds[at + 1]) for at in range(0, len(bounds), 2)]
    return [(start, end) for start, end in parts if start < end]


def _signed(
    page: Page, before: Block, block: Block, here: Sequence[Named], roles: Sequence[Role]
) -> Iterator[Found]:
    """A line that is a role above a line that is a name, or below it."""
    above, below = _columns(page, before), _columns(page, block)
    if len(above) != len(below):
        return
    for (start, end), part in zip(above, below, strict=True):
        name = next((one for one in here if _fills(page, one, part)), None)
        role = _role_of(page, start, end, roles) if name else None
        if name and role:
            yield Found(name.start, name.end, name.name, role.text.strip(" ,:"), role.organisation)


def _fills(page: Page, name: Named, part: tuple[int, int]) -> bool:
    """Whether a part of a line is the name and nothing else."""
    return (
        part[0] <= name.outer
        and name.end <= part[1]
        and not (page.flat[part[0] : name.outer] + page.flat[name.end : part[1]]).strip(" .,;")
    )


def _role_of(page: Page, start: int, end: int, roles: Sequence[Role]) -> Role | None:
    """The role that a line is: from its beginning, with no sentence after it."""
    lead = _ARTICLE.match(page.fold, start, end)
    begin = lead.end() if lead else start
    at = bisect_left(roles, begin, key=lambda one: one.start)
    if at < len(roles) and roles[at].start == begin and page.flat[start].isupper():
        return roles[at] if end - roles[at].end < 40 else None
    return None


def _contact(page: Page, before: Block | None, block: Block, name: Named) -> Iterator[Found]:
    """« Contact presse : Awa Diallo »."""
    label = _CONTACT.match(page.fold, block.start, name.outer)
    if label is None and before is not None and name.outer == block.start:
        label = _CONTACT.fullmatch(page.fold, before.start, before.end)
    if label and label.end() in (name.outer, before.end if before else -1):
        role = page.flat[slice(*label.span("r"))]
        yield Found(name.start, name.end, name.name, role, None)


def _writer(page: Page, block: Block, name: Named) -> Iterator[Found]:
    """A name alone at the very end is who wrote it."""
    if (
        block is page.blocks[-1]
        and len(page.blocks) > _SHORT
        and _fills(page, name, (block.start, block.end))
    ):
        yield Found(name.start, name.end, name.name, None, None)


def _signatories(page: Page, block: Block, here: Sequence[Named]) -> Iterator[Found]:
    """« Ont signé : Awa Diallo, Moussa Keïta »."""
    if _SIGNED.match(page.fold, block.start, block.end):
        for name in here:
            yield Found(name.start, name.end, name.name, None, None)


def _byline(page: Page, block: Block, name: Named, mentions: Sequence[Mention]) -> Iterator[Found]:
    """« Par Awa Diallo – Le Journal » above an article or at its end."""
    label = _BY.match(page.fold, block.start, name.outer)
    if label and label.end() == name.outer:
        at = bisect_left(mentions, name.end, key=lambda one: one.start)
        house = mentions[at].name if at < len(mentions) and mentions[at].end <= block.end else None
        yield Found(name.start, name.end, name.name, None, house)
