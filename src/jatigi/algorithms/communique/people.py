"""People whom a text names, with the role and the organisation in which they were there that day."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jatigi.algorithms.communique import naming, signatures
from jatigi.algorithms.communique.mention import Mention, comparable
from jatigi.algorithms.communique.name_words import STOP
from jatigi.algorithms.communique.people_words import (
    ADJECTIVE,
    ADJECTIVE_TOO,
    BESIDE,
    BETWEEN_AFTER,
    BETWEEN_BEFORE,
    COUNTRY_AFTER,
    FIELD,
    NOT_NAMES,
    PAIRED,
    PLAIN,
    REPRESENTING,
    ROLE,
    SPEAKS_AFTER,
    SPEAKS_BEFORE,
    TOWARDS,
    WITH_CIVILITY,
    WORD,
)
from jatigi.algorithms.communique.persons import Found, Named, People, Role
from jatigi.algorithms.communique.structure import Page


def find(page: Page, mentions: Sequence[Mention], known: People | None = None) -> list[Found]:
    """Everybody named, each once, with what the text says of them first; whoever is `known` is read wherever they stand."""
    compared = comparable(page.flat)
    roles = list(_roles(page, compared, mentions))
    names = _names(page, compared, mentions, known or People())
    used: set[int] = set()
    found = [one for name in names if (one := _person(page, compared, name, roles, mentions, used))]
    return _each_once(
        sorted([*found, *signatures.find(page, names, roles, mentions)], key=lambda one: one.start)
    )


def roles(page: Page, mentions: Sequence[Mention]) -> list[Role]:
    return list(_roles(page, comparable(page.flat), mentions))


def _roles(page: Page, compared: str, mentions: Sequence[Mention]) -> Iterator[Role]:
    starts = [one.start for one in mentions]
    until = 0
    for match in ROLE.finditer(page.fold):
        at = bisect_right(starts, match.start()) - 1
        if match.start() < until or (at >= 0 and mentions[at].end > match.start()):
            continue
        role = _role(page, compared, match, mentions, starts)
        until = role.end
        yield role


def _role(
    page: Page, compared: str, match: re.Match[str], mentions: Sequence[Mention], starts: Sequence[int]
) -> Role:
    start, end = match.start(), match.end()
    if "ministre" in match["h"] and "premier" not in match["h"]:
        end = _portfolio(page, compared, end)
        return Role(start, end, page.flat[start:end], None)
    if match["h"].endswith((" de", " du", " des", " d'")):
        word = WORD.match(compared, end + (0 if match["h"].endswith("'") else 1))
        end = word.end() if word else end
    while end - start < 180:
        step = ADJECTIVE.match(page.fold, end) or (
            ADJECTIVE_TOO.match(page.fold, end) if end > match.end() else None
        )
        if step:
            end = step.end()
            continue
        link = REPRESENTING.match(compared, end) if match["h"].startswith("representant") else None
        link = link or TOWARDS.match(compared, end)
        after = link.end() if link else end
        at = bisect_left(starts, after)
        if link and at < len(starts) and starts[at] == after and link[0].strip():
            whole = _beyond(compared, mentions[at].end)
            field = FIELD.match(page.fold, whole)
            whole = field.end() if field else whole
            return Role(start, whole, page.flat[start:end].rstrip(" ,"), mentions[at].name)
        word = WORD.match(compared, after) if link else None
        if (
            link is None
            or word is None
            or word[0] in STOP
            or (page.flat[after].isupper() and not link[0].strip() and not naming.is_portfolio(word[0]))
        ):
            break
        if not link[0].strip() and (
            len(word[0]) < 3 or (word[0].endswith(("ait", "ent")) and not word[0].endswith("ment"))
        ):
            break
        end = word.end()
    return Role(start, end, page.flat[start:end], None)


def _portfolio(page: Page, compared: str, end: int) -> int:
    """Where the title of a minister ends: « de la Justice et des Droits de l'Homme, Garde des Sceaux »."""
    adjective = ADJECTIVE.match(page.fold, end)
    end = naming.portfolio_end(page, compared, adjective.end() if adjective else end)
    beside = BESIDE.match(page.fold, end)
    return beside.end() if beside else _of_country(page, end)


def _of_country(page: Page, end: int) -> int:
    """« ministre des Affaires étrangères de Mauritanie »."""
    match = COUNTRY_AFTER.match(page.flat, end)
    return match.end() if match else end


def _beyond(compared: str, end: int) -> int:
    """« au Mali », « en Guinée » and an acronym in brackets belong to the organisation before them."""
    match = re.compile(
        r"(?: ?\([^()]{2,16}\))?(?: (?:au|en|pour le|pour la|a|pour l'|du|de) [a-z'-]{3,20}(?: faso| de l'ouest(?: et du centre)?| d'ivoire)?(?=[,.;:)( ]))?"
    ).match(compared, end)
    words = match[0].split() if match else []
    return match.end() if match and words and words[-1] not in STOP else end


def _names(page: Page, compared: str, mentions: Sequence[Mention], known: People) -> list[Named]:
    found: list[Named] = []
    for match in WITH_CIVILITY.finditer(page.flat):
        end = _cut(page, match.start("n"), match.end("n"), mentions, civility=True)
        if end:
            found.append(Named(match.start("n"), end, match.start(), page.flat[match.start("n") : end], True))
            if match[0].startswith(("MM", "Mmes", "Messieurs", "Mesdames", "Mes ")):
                found.extend(_paired(page, end, mentions))
    taken = sorted((one.outer, one.end) for one in found)
    for start, end in known.spans(compared):
        free = not any(begin < end and start < until for begin, until in _near(taken, start))
        inside = any(one.start <= start < one.end for one in _around(mentions, start))
        if free and not inside and page.flat[start].isupper():
            found.append(Named(start, end, start, page.flat[start:end], True))
    taken = sorted((one.outer, one.end) for one in found)
    for match in PLAIN.finditer(page.flat):
        if any(start < match.end() and match.start() < end for start, end in _near(taken, match.start())):
            continue
        start = _skip(page, compared, match.start(), match.end())
        end = _cut(page, start, match.end(), mentions, civility=False)
        if end:
            found.append(Named(start, end, start, page.flat[start:end], False))
    return sorted(found, key=lambda one: one.start)


def _near(taken: Sequence[tuple[int, int]], at: int) -> Sequence[tuple[int, int]]:
    place = bisect_left(taken, (at, 0))
    return taken[max(0, place - 2) : place + 2]


def _paired(page: Page, at: int, mentions: Sequence[Mention]) -> Iterator[Named]:
    while match := PAIRED.match(page.flat, at):
        end = _cut(page, match.start("n"), match.end("n"), mentions, civility=False)
        if not end:
            return
        yield Named(match.start("n"), end, match.start("n"), page.flat[match.start("n") : end], True)
        at = end


def _skip(page: Page, compared: str, start: int, end: int) -> int:
    """Past a word at the beginning that is no name: « Selon Awa Diallo »."""
    while start < end:
        word = WORD.match(compared, start)
        if word is None or word[0] not in NOT_NAMES or word.end() >= end:
            return start
        start = word.end() + 1
    return start


def _cut(page: Page, start: int, end: int, mentions: Sequence[Mention], *, civility: bool) -> int:
    """Where the name ends: before a word that is none, before an organisation; 0 where nothing is left."""
    last, words = 0, 0
    for word in re.compile(r"\S+").finditer(page.fold, start, end):
        plain = word[0].rstrip(".,")
        inside = any(one.start <= word.start() < one.end for one in _around(mentions, word.start()))
        if plain.split("-")[0] in NOT_NAMES or inside or ROLE.fullmatch(plain):
            break
        last, words = word.end(), words + 1
    if not last or words < (1 if civility else 2):
        return 0
    name = page.flat[start:last].rstrip(".")
    return start + len(name) if any(letter.islower() for letter in name) or civility or words > 1 else 0


def _around(mentions: Sequence[Mention], at: int) -> Sequence[Mention]:
    place = bisect_right(mentions, at, key=lambda one: one.start)
    return mentions[max(0, place - 1) : place]


def _person(
    page: Page, compared: str, name: Named, roles: Sequence[Role], mentions: Sequence[Mention], used: set[int]
) -> Found | None:
    before = _role_before(page, name, roles, used)
    role = before if before is not None else _role_after(page, name, roles, used)
    if role is not None:
        used.add(role)
        said = roles[role]
        organisation = (
            said.organisation
            or _house_beside(page, compared, name, said, mentions, before=before is not None)
            or _house_before(page, name, mentions)
        )
        return Found(name.start, name.end, name.name, _tidy(said.text), organisation)
    house = _house_after(page, name, mentions)
    if house and _belongs(page, name, mentions):
        return Found(name.start, name.end, name.name, None, house)
    if name.civility or (house and _at_item(page, name)) or _speaks(page, name):
        return Found(name.start, name.end, name.name, None, house)
    return None


def _belongs(page: Page, name: Named, mentions: Sequence[Mention]) -> bool:
    """« Awa Diallo, de l'OIM, … », « Awa Diallo (OIM) »."""
    at = bisect_left(mentions, name.end, key=lambda one: one.start)
    gap = page.fold[name.end : mentions[at].start] if at < len(mentions) else ""
    after = page.fold[mentions[at].end : mentions[at].end + 1] if gap else ""
    return (
        bool(
            re.fullmatch(
                r", (?:de l'|du |de la |d')(?:(?:ong|association|organisation|fondation) [a-z]+ )?", gap
            )
        )
        and after in ",.;)"
    ) or (gap in (" (", "(") and after == ")")


def _role_before(page: Page, name: Named, roles: Sequence[Role], used: set[int]) -> int | None:
    at = bisect_right(roles, name.outer, key=lambda one: one.end) - 1
    if at < 0 or at in used:
        return None
    gap = page.fold[roles[at].end : name.outer]
    return at if len(gap) < 40 and BETWEEN_BEFORE.fullmatch(gap) else None


def _role_after(page: Page, name: Named, roles: Sequence[Role], used: set[int]) -> int | None:
    at = bisect_left(roles, name.end, key=lambda one: one.start)
    if at >= len(roles) or at in used:
        return None
    gap = page.fold[name.end : roles[at].start]
    if gap == " " and page.flat[roles[at].start].islower():
        return at
    if not gap.strip() or len(gap) > 40:
        return None
    between = BETWEEN_AFTER.match(gap)
    return at if between and between.end() == len(gap) else None


def _house_beside(
    page: Page, compared: str, name: Named, role: Role, mentions: Sequence[Mention], *, before: bool
) -> str | None:
    """« le ministère de la Justice, représenté par son directeur, M. X »; « M. X, directeur, OIM »."""
    if before:
        start = role.start
        at = bisect_right(mentions, start, key=lambda one: one.end) - 1
        gap = page.fold[mentions[at].end : start] if at >= 0 else ""
        if at >= 0 and re.fullmatch(
            r"\)?(?: ?\([^()]{2,20}\))?,? ?(?:etait |est |ete |a ete )?(?:representee?s?|conduite?|dirigee?|presidee?) par (?:son |sa |le |la |l'|leur )?",
            gap,
        ):
            return mentions[at].name
        return _house_after(page, name, mentions, brackets=True)
    at = bisect_left(mentions, role.end, key=lambda one: one.start)
    gap = page.fold[role.end : mentions[at].start] if at < len(mentions) else "x" * 9
    return mentions[at].name if re.fullmatch(r" ?(?:,|\(|–|/|-|a) ?(?:l'|la |le |au |a l')?", gap) else None


def _house_after(
    page: Page, name: Named, mentions: Sequence[Mention], *, brackets: bool = False
) -> str | None:
    at = bisect_left(mentions, name.end, key=lambda one: one.start)
    if at >= len(mentions):
        return None
    gap = page.fold[name.end : mentions[at].start]
    pattern = (
        r" ?\( ?"
        if brackets
        else r"(?: ?\( ?| ?[,–/:] ?(?:de l'|du |de la |pour l'|pour le |des )?(?:(?:ong|association|organisation|fondation) [a-z]+ )?| (?:de l'|du |de la |des |de |pour l'|pour le |d')| - )"
    )
    if re.fullmatch(pattern, gap):
        return mentions[at].name
    return None if brackets else _house_before(page, name, mentions)


_FOR = re.compile(r"\bpour (?:la |le |l'|les )?$")


def _house_before(page: Page, name: Named, mentions: Sequence[Mention]) -> str | None:
    """« pour la CNDH, M. X et Mme Y »."""
    at = bisect_left(mentions, name.outer, key=lambda one: one.start) - 1
    while at >= 0 and name.outer - mentions[at].end < 160:
        gap = page.fold[mentions[at].end : name.outer]
        if ";" in gap or "\n" in gap or not re.match(r" ?[,:]", gap):
            return None
        if _FOR.search(page.fold, max(0, mentions[at].start - 10), mentions[at].start):
            return mentions[at].name
        at -= 1
    return None


_PRESENT = re.compile(
    r"(?:(?:etaient |sont )?present\w*|participants?|ont (?:pris part|participe)|etaient|assistaient|intervenants|panelistes)\b"
)


def _at_item(page: Page, name: Named) -> bool:
    for block in page.blocks:
        if block.start <= name.outer < block.end:
            here = page.fold[block.start : block.start + 30]
            return (name.outer <= block.start + 3 and block.kind in ("item", "row")) or bool(
                _PRESENT.match(here)
            )
    return False


def _speaks(page: Page, name: Named) -> bool:
    return bool(
        SPEAKS_AFTER.match(page.fold, name.end)
        or SPEAKS_BEFORE.search(page.fold, max(0, name.start - 60), name.start)
    )


def _tidy(role: str) -> str | None:
    return role.strip(" ,;:–-(") or None


def _each_once(found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        words = comparable(one.name).split()
        same = next(
            (at for at, other in enumerate(kept) if _same(words, comparable(other.name).split())),
            None,
        )
        if same is None:
            kept.append(one)
            continue
        other = kept[same]
        longer = one if len(one.name) > len(other.name) and len(words) > len(other.name.split()) else other
        kept[same] = replace(
            longer,
            role=other.role or one.role,
            organisation=other.organisation
            or (one.organisation if not other.role or other.role == one.role else None),
        )
    return kept


def _same(one: list[str], other: list[str]) -> bool:
    if sorted(one) == sorted(other):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and short[0] in (long[-1], long[0])
