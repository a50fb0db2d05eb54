"""Organisations that the names beside them show: in a list with others, under their short name, after the name of a writer."""

import re
from collections.abc import Iterator
from itertools import islice

from jatigi.algorithms.communique.bodies import NO_ORGANISATION
from jatigi.algorithms.communique.gazetteer import CITIES, COUNTRIES
from jatigi.algorithms.communique.mention import Mention, comparable, is_acronym
from jatigi.algorithms.communique.normalise import folded
from jatigi.algorithms.communique.structure import Block, Page

_STRETCH = re.compile(r"[^.:;()\n]{12,900}")
_ONE_OF = re.compile(r"(?P<n>[^,]+?)(?=,|\bet\b|\bainsi que\b|$)(?:,|et\b|ainsi que\b)? ?(?:et |ainsi que )?")
_ARTICLE = re.compile(r" *(?:l'|la |le |les |du |de l'|de la |des |d')?")
_NAME_LIKE = re.compile(
    r"[A-ZÀ-Ý][\w'-]*(?: (?:(?:de|du|des|d'|pour|sans|la|le|les|l'|et) ?)?(?:[A-ZÀ-Ý0-9][\w'-]*)){0,5}(?: [a-zà-ÿ]{4,})?"
)


def listed(page: Page, mentions: list[Mention]) -> Iterator[Mention]:
    """« DRPFEF, OIM, Samu Social et Enda »: what stands among organisations in a list is one."""
    known = {(one.start, one.end) for one in mentions}
    countries = {folded(name) for names in COUNTRIES.values() for name in names.split(", ")} | {
        folded(name) for names in CITIES.values() for name in names.split(", ")
    }
    for stretch in _STRETCH.finditer(page.flat):
        parts = []
        for part in _ONE_OF.finditer(page.flat, stretch.start(), stretch.end()):
            lead = _ARTICLE.match(page.fold, part.start("n"), part.end("n"))
            start = lead.end() if lead else part.start("n")
            parts.append((start, part.start("n") + len(part["n"].rstrip())))
        sure = [part for part in parts if part in known]
        if len(sure) < 2 or 2 * len(sure) < len(parts) - 1:
            continue
        for start, end in parts:
            name = page.flat[start:end]
            if (
                (start, end) not in known
                and _NAME_LIKE.fullmatch(name)
                and folded(name) not in countries
                and name not in NO_ORGANISATION
                and len(name) > 2
            ):
                yield Mention(
                    start, end, name, "".join(comparable(name).split()), name if is_acronym(name) else ""
                )


_LETTERHEAD = re.compile(
    r"(?:association|collectif|coalition|coordination|federation|ligue|mouvement|plateforme|reseau|syndicat|union|alliance|convergence) (?:(?:nationale?|regionale?|internationale?|\w+(?:ienne?|aise?|oise?)) )?(?:de la |de l'|des |du |de |d'|pour )[\w' -]{6,90}"
)
_SAYS_MORE = re.compile(
    r"\b(?:a|ont|est|sont|sera|demande\w*|exige\w*|appelle\w*|denonce\w*|lance\w*|communique|declaration|appel|reunion|atelier|\d+)\b"
)


def letterhead(page: Page) -> Iterator[Mention]:
    """« Collectif des familles de disparus en mer », alone on the first lines, is who writes."""
    for block in page.blocks[:3]:
        start, end = block.start, block.end
        if block.kind == "heading" and page.fold[end - 1] == ")":
            end = page.fold.rfind(" (", start, end)
        alone = end > start and _LETTERHEAD.fullmatch(page.fold, start, end)
        if block.kind == "heading" and alone and not _SAYS_MORE.search(page.fold, start, end):
            name = page.flat[start:end]
            yield Mention(start, end, name, "".join(comparable(name).split()))


_NAMES_FOLLOW = re.compile(
    r"(?:signataires?|membres?|partenaires?|presents?|excusee?s?|absents?|participants?|organisations?|associations?|observateurs?|invitee?s?)[\w' ()]{0,40} ?: ?"
)
_MOST_NAMED = 120


def enumerated(page: Page, mentions: list[Mention]) -> Iterator[Mention]:
    """« Signataires : GADEM ; Alarme Phone Sahara ; Boza Fii (BF). »: a name alone between semicolons, where half are known."""
    starts = {one.start for one in mentions}
    for block in page.blocks:
        lead = _NAMES_FOLLOW.search(page.fold, block.start, min(block.end, block.start + 120))
        if lead is None or page.fold.find(";", lead.end(), block.end) < 0:
            continue
        parts = list(islice(_BETWEEN.finditer(page.flat, lead.end(), block.end), _MOST_NAMED))
        sure = sum(1 for part in parts if part.start("n") in starts)
        if sure < 2 or 2 * sure < len(parts):
            continue
        for part in parts:
            name, at = part["n"], part.start("n")
            if (
                at not in starts
                and _NAME_LIKE.fullmatch(name)
                and name not in NO_ORGANISATION
                and len(name) > 2
            ):
                yield Mention(at, at + len(name), name, "".join(comparable(name).split()))


_BETWEEN = re.compile(
    r" *(?:et )?(?:[Ll]'|[Ll]e |[Ll]a |[Ll]es )?(?P<n>[^;.(]{2,90}?) ?(?:\([^()]{0,40}\))? ?(?:[;.]|$)"
)
_KIND_BEFORE = re.compile(
    r"(?:l')?(?:ong|association|fondation|reseau|collectif|plateforme|organisation|syndicat|mouvement|ligue) (?=\S{2})"
)


def again(page: Page, mentions: list[Mention]) -> Iterator[Mention]:
    """« l’ONG Sabou » is named « Sabou » further on."""
    for one in islice((each for each in mentions if _KIND_BEFORE.match(page.fold, each.start)), 30):
        lead = _KIND_BEFORE.match(page.fold, one.start)
        rest = one.name[lead.end() - one.start :] if lead else ""
        if len(rest) < 4 or not rest[0].isupper():
            continue
        for match in islice(re.finditer(rf"(?<!\w){re.escape(rest)}(?!\w)", page.flat), 40):
            yield Mention(match.start(), match.end(), rest, one.key, one.acronym, one.ref)


_BYLINE = re.compile(
    r"Par :? ?(?:[A-ZÀ-Ý][\w'.-]*,? ){1,5}?(?:[A-ZÀ-Ý][\w'.-]*)?(?: ?[–/|(] ?| - |, ?)(?:pour |journaliste (?:à|au) )?(?P<n>(?:(?:Le|La|Les) |L')?[A-ZÀ-Ý][\w'-]*(?: (?:(?:du|de|des|de la) )?[A-ZÀ-Ý\d][\w'-]*){0,4})\)?"
)


def newspapers(page: Page) -> Iterator[Mention]:
    """« Par Awa Diallo – Le Journal »: a paper is named where its writer is."""
    for block in (*page.blocks[:5], *page.blocks[-3:]):
        match = _BYLINE.fullmatch(page.flat, block.start, block.end)
        if match and " " in match["n"].replace("'", " "):
            yield Mention(*match.span("n"), match["n"], "".join(comparable(match["n"]).split()))


def items(page: Page, mentions: list[Mention]) -> Iterator[Mention]:
    """In a list of which most items are organisations, a name alone on its item is one."""
    run: list[Block] = []
    for block in (*page.blocks, None):
        if block is not None and block.kind == "item" and (not run or block.style == run[-1].style):
            run.append(block)
            continue
        yield from _of_run(page, run, mentions)
        run = [block] if block is not None and block.kind == "item" else []


def _of_run(page: Page, run: list[Block], mentions: list[Mention]) -> Iterator[Mention]:
    starts = {one.start for one in mentions}
    whole = [(block.start, block.start + len(page.said(block).rstrip(" ;.,"))) for block in run]
    sure = sum(1 for start, _end in whole if start in starts)
    if sure < 2 or 2 * sure < len(whole):
        return
    for start, end in whole:
        name = re.sub(r" ?\([^()]*\)$", "", page.flat[start:end])
        if (
            start not in starts
            and _NAME_LIKE.fullmatch(name)
            and name not in NO_ORGANISATION
            and len(name) > 2
        ):
            yield Mention(start, start + len(name), name, "".join(comparable(name).split()))
