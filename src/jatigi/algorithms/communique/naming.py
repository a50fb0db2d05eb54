"""Where the name of an organisation begins and ends in a sentence."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jatigi.algorithms.communique.bodies import PORTFOLIOS
from jatigi.algorithms.communique.name_words import (
    ABSTRACT,
    AND,
    AND_ON,
    ENGLISH,
    FUTURE,
    HANGING,
    HEAD,
    INDEFINITE,
    LINK,
    NATIONAL,
    NO_BODY,
    OBJECT,
    PASSED,
    SEVERAL,
    SMALL,
    STEMS,
    STOP,
    TOGETHER,
    WEAK,
    WHOLE,
    WITH_ACRONYM,
    WORD,
)
from jatigi.algorithms.communique.structure import Page
from jatigi.algorithms.communique.words import is_infinitive

if TYPE_CHECKING:
    from jatigi.algorithms.communique.organisations import Mention


def grammatical(page: Page, compared: str) -> Iterator["Mention"]:
    """Names that begin with a word for a kind of body."""
    from jatigi.algorithms.communique.organisations import Mention

    until = 0
    for match in HEAD.finditer(compared):
        if match.start() < until or INDEFINITE.search(compared, max(0, match.start() - 12), match.start()):
            continue
        first = match["h"].split(" ")[0]
        if (
            page.flat[match.start()].islower()
            and first in ABSTRACT
            and re.search(r"\b(?:de|en|d') ?$", compared[max(0, match.start() - 4) : match.start()])
        ):
            continue
        if first in SEVERAL:
            for one in _several(page, compared, match.end(), match["h"]):
                yield one
                until = one.end
            continue
        tail = HANGING.search(match["h"])
        end = name_end(
            page,
            compared,
            match.start(),
            match.end() - (len(tail[0]) if tail and first != "gouvernement" else 0),
        )
        if end is None:
            continue
        name = page.flat[match.start() : end]
        yield Mention(match.start(), end, name, "".join(comparable_words(compared[match.start() : end])))
        until = end


def comparable_words(compared: str) -> list[str]:
    return compared.split()


def names_a_body(compared: str) -> bool:
    """Whether a phrase begins as organisations are named; « politique nationale de migration » does not."""
    head = HEAD.match(compared)
    if head:
        return True
    word = re.match(r"[a-z]+", compared)
    return bool(word) and word[0] not in NO_BODY if word else False


def breaks(gap: str) -> bool:
    """Whether a verb or a mark stands between a name and the acronym after it."""
    return any(mark in gap for mark in ",;:.()") or any(
        word in STOP and word not in PASSED for word in gap.split()
    )


def bound_to(page: Page, compared: str, at: int, acronym: str, mention: int | None) -> int | None:
    """Where the name begins whose initials an acronym at ``at`` gives; None where no such name stands before it."""
    start = max(
        0,
        at - 160,
        page.flat.rfind(". ", 0, at) + 1,
        page.flat.rfind(";", 0, at) + 1,
        page.flat.rfind(":", 0, at) + 1,
    )
    words = [(match.start(), match[0]) for match in re.finditer(r"\w+", compared[start:at].ljust(1))]
    letters = re.sub(r"[^a-z]", "", compared_acronym(acronym))
    if not letters:
        return None
    if (
        mention is not None
        and mention >= start
        and _spells(letters, [word for place, word in words if place >= mention - start])
    ):
        return mention
    for place, word in reversed(words):
        here = start + place
        if (
            word[0] == letters[0]
            and (page.flat[here].isupper() or HEAD.match(compared, here))
            and _spells(letters, [each for at_, each in words if at_ >= place])
        ):
            return here
    return None


def compared_acronym(acronym: str) -> str:
    from jatigi.algorithms.communique.normalise import folded

    return folded(acronym)


def _spells(letters: str, words: list[str]) -> bool:
    """Whether the beginnings of the words, each of one to four letters, give the acronym; small words may be passed over."""
    reached = {0: 0}
    for word in words[:30]:
        here: dict[int, int] = {}
        for at, missed in reached.items():
            over = missed + (word not in SMALL)
            if over <= max(1, len(letters) // 3):
                here[at] = min(here.get(at, 99), over)
            for size in range(1, 5):
                if word[:size] == letters[at : at + size] and len(word) >= size:
                    here[at + size] = min(here.get(at + size, 99), missed)
        reached = here
    return len(letters) in reached


def portfolio_end(page: Page, compared: str, head_end: int) -> int:
    """Where « ministre de la Santé et du Développement social » ends; the end of « ministre » where nothing follows."""
    end = head_end
    while True:
        after = _adjectives(page, compared, end, ministry=True)
        link = LINK.match(compared, after) or _and(page, compared, after, ministry=True)
        noun = _noun(page, compared, link.end(), link[0], ministry=True) if link else None
        if noun is None:
            return after
        end = noun


def name_end(page: Page, compared: str, start: int, head_end: int) -> int | None:
    """Where the name ends that begins with this head; None where it is no name but a common noun."""
    head = compared[start:head_end]
    ministry = head.startswith(("ministere", "secretariat d'etat"))
    end = head_end
    if head.startswith("gouvernement "):
        word = WORD.match(compared, head_end + 1)
        closed = not head.endswith((" du", " la", "l'"))
        if closed or word is None or not page.flat[head_end + (0 if head.endswith("'") else 1)].isupper():
            return head_end if closed else None
        return word.end()
    if head in WHOLE and head.startswith(("union ", "banque ", "parlement ")):
        return head_end
    while True:
        after = _adjectives(page, compared, end, ministry=ministry)
        link = LINK.match(compared, after) or _and(page, compared, after, ministry=ministry)
        if link is None:
            end = after
            break
        noun = _noun(page, compared, link.end(), link[0], ministry=ministry, first=end == head_end)
        if noun is None:
            end = after
            break
        end = noun
        if end - start > 220:
            return None
    return end if _is_name(page, compared, start, head_end, end, ministry=ministry) else None


def _and(page: Page, compared: str, at: int, *, ministry: bool) -> re.Match[str] | None:
    link = AND.match(compared, at)
    if not link:
        return None
    word = WORD.match(compared, link.end())
    if word is None or word[0].split("'")[-1] not in (PORTFOLIOS if ministry else AND_ON):
        return None
    if link[0].startswith(", ") and not (
        ministry and page.flat[link.end()].isupper() and _another(compared, link.end())
    ):
        return None
    return link


def _another(compared: str, at: int) -> bool:
    """After a comma a name goes on only if « et » closes its list."""
    return (
        re.match(r"[^.;:()]{2,70}?(?:, (?:de |du |des )| et (?:de |du |des |d'))", compared[at : at + 90])
        is not None
    )


def _noun(
    page: Page, compared: str, at: int, link: str, *, ministry: bool, first: bool = False
) -> int | None:
    word = WORD.match(compared, at)
    if (
        word is None
        or word[0] in STOP
        or (page.flat[at].islower() and is_infinitive(word[0]) and word[0] not in ("etranger", "premier"))
    ):
        return None
    if (
        ministry
        and word[0].split("-")[0].rstrip("s") not in STEMS
        and not (page.flat[at].isupper() and first)
    ):
        return None
    if (
        HEAD.match(compared, at)
        and word[0] not in PORTFOLIOS
        and not link.startswith((" contre", " pour", " sur"))
        and (page.flat[at].isupper() or ministry)
    ):
        return None
    if link.strip() in ("au", "aux", "a la", "a l'") and not (ministry or link.strip() in ("aux", "a l'")):
        return None
    if link.strip() in ("au", "a la") or (
        link.strip() == "a l'"
        and page.flat[at].islower()
        and not ministry
        and word[0] not in ("enfance", "exterieur", "emploi", "etranger")
    ):
        return None
    return word.end()


def is_portfolio(word: str) -> bool:
    return word.rstrip("s") in STEMS


def _adjectives(page: Page, compared: str, at: int, *, ministry: bool) -> int:
    """Over the words that belong to what stands before: capitalised ones, and small ones that are neither verb nor small word."""
    small = 0
    while True:
        word = WORD.match(compared, at + 1) if compared[at : at + 1] == " " else None
        if (
            word
            and word[0] in ENGLISH
            and page.flat[at - 1].isalpha()
            and page.flat[word.end() + 1 : word.end() + 2].isupper()
        ):
            at = word.end()
            continue
        if word is None or word[0] in STOP or word[0] in SMALL:
            return at
        capital = page.flat[word.start()].isupper()
        if _is_civility(compared, word) or (HEAD.match(compared, word.start()) and not capital):
            return at
        if ministry and word[0].rstrip("s") not in STEMS and word[0] != "etablis":
            return at
        if not capital:
            small += 1
            if (
                small > 2
                or FUTURE.fullmatch(word[0])
                or OBJECT.match(compared, word.end())
                or (word[0].endswith(("ent", "ait", "era")) and not word[0].endswith("ment"))
                or len(word[0]) < 3
            ):
                return at
        at = word.end()


def _is_civility(compared: str, word: re.Match[str]) -> bool:
    return word[0] in ("mr", "mlle", "pr", "prof", "son", "docteur", "professeur", "maitre") or (
        compared[word.end() : word.end() + 1] == "." and len(word[0]) <= 2
    )


def _is_name(page: Page, compared: str, start: int, head_end: int, end: int, *, ministry: bool) -> bool:
    head, name = compared[start:head_end], compared[start:end]
    if " ".join(head.split()) in WHOLE or " ".join(name.split()) in WHOLE:
        return page.flat[start].isupper() or " " in head or head in ("gendarmerie", "primature")
    if end == head_end:
        return False
    if ministry:
        return True
    if re.search(r"\b(?:projet|programme d'appui|atelier|reunion|recommandations?)\b", name):
        return False
    if name in ("conseil des ministres", "conseil de ministres"):
        return False
    if not WEAK.match(head):
        return True
    after = re.match(r" ?\([A-Z][\w/ .-]{1,14}\)", page.flat[end : end + 20])
    written = page.flat[start:end]
    if head in WITH_ACRONYM and not after:
        return False
    if after or NATIONAL.search(name):
        return not head.startswith(("cadre", "groupe", "service")) or bool(after) or written[0].isupper()
    inner = [
        word for word in re.findall(r"[^\W\d_][\w'-]*", written[head_end - start :]) if word[0].isupper()
    ]
    return bool(inner) or (written[0].isupper() and not _begins_sentence(page.flat, start))


def _begins_sentence(flat: str, start: int) -> bool:
    before = flat[max(0, start - 3) : start].strip()
    return not before or before[-1] in ".:;!?•–-»"


def _several(page: Page, compared: str, at: int, head: str) -> Iterator["Mention"]:
    """« les ministères de la Santé et de l’Éducation » are two."""
    from jatigi.algorithms.communique.organisations import Mention

    words = head.split(" ")
    singular = " ".join([_one(words[0]), *(_one(word) for word in words[1:])])
    ministry = words[0] in ("ministeres", "secretariats")
    parts: list[tuple[int, int]] = []
    while True:
        link = re.compile(
            r"(?:,? (?:et|ainsi que|& )|,)? (?:(?:en )?charge[es]{0,2} )?(?:de la |de l'|du |des |de |d')"
        ).match(compared, at)
        noun = _noun(page, compared, link.end(), "", ministry=ministry) if link else None
        if (
            link is None
            or noun is None
            or (
                not ministry
                and page.flat[link.end()].islower()
                and words[0] not in ("directions", "delegations")
            )
        ):
            break
        end = _adjectives(page, compared, noun, ministry=ministry)
        begin = link.end() - len(re.sub(r"^,? ?(?:et |ainsi que |& )?", "", link[0].lstrip(", ")))
        joined = parts and "," not in link[0] and _goes_together(compared, parts[-1][0], end, begin)
        inner = parts and not re.match(r"(?:,| et| ainsi)", link[0])
        if inner or joined:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((begin, end))
        at = end + (
            match.end() if (match := re.match(r" ?\([A-Z][\w/ -]{1,14}\)", page.flat[end : end + 20])) else 0
        )
    for start, end in parts:
        name = f"{_accented(singular)} {page.flat[start:end]}"
        yield Mention(start, end, name, "".join((singular + " " + compared[start:end]).split()))


def _goes_together(compared: str, start: int, end: int, seam: int) -> bool:
    """Whether two portfolios belong to one ministry, as is usual."""
    return any(
        (at := compared.find(pair, start, end)) >= 0 and at < seam < at + len(pair) for pair in TOGETHER
    )


def _one(word: str) -> str:
    return {
        "regionales": "regionale",
        "nationales": "nationale",
        "generales": "generale",
        "nationaux": "national",
    }.get(word, word if word == "d'etat" else word.rstrip("s"))


def _accented(singular: str) -> str:
    for plain, written in (
        ("ministere", "ministère"),
        ("generale", "générale"),
        ("regionale", "régionale"),
        ("delegation", "délégation"),
        ("universite", "université"),
        ("secretariat d'etat", "secrétariat d'État"),
    ):
        singular = singular.replace(plain, written)
    return singular
