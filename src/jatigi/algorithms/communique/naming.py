"""Where the name of an organisation begins and ends in a sentence."""

import re
from collections.abc import Iterator
from itertools import islice

from jatigi.algorithms.communique.bodies import PORTFOLIOS
from jatigi.algorithms.communique.common_nouns import is_name
from jatigi.algorithms.communique.mention import Mention
from jatigi.algorithms.communique.name_words import (
    ABROAD,
    ABSTRACT,
    AND,
    AND_ON,
    DEMONYM,
    ENGLISH,
    FUNDED,
    FUTURE,
    HANGING,
    HEAD,
    INDEFINITE,
    LINK,
    NO_BODY,
    NUMBERED,
    OBJECT,
    OCCASION,
    PASSED,
    SEVERAL,
    SMALL,
    STEMS,
    STOP,
    TOGETHER,
    TOWARDS,
    VERBS,
    WHOLE,
    WORD,
)
from jatigi.algorithms.communique.structure import Page
from jatigi.algorithms.communique.words import is_infinitive

MOST = 300
"""Of those that are numbered in a text."""


def grammatical(page: Page, compared: str) -> Iterator[Mention]:
    """Names that begin with a word for a kind of body."""
    until = 0
    for match in HEAD.finditer(compared):
        if match.start() < until or INDEFINITE.search(compared, max(0, match.start() - 12), match.start()):
            continue
        first = match["h"].split(" ")[0]
        if first == "initiative" and compared.startswith("a l'", match.start() - 4):
            continue
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
        sort = _SORT_OF.match(page.flat, match.start(), end)
        start = sort.end() if sort else match.start()
        yield Mention(start, end, page.flat[start:end], "".join(comparable_words(compared[start:end])))
        until = end


def numbered(page: Page) -> Iterator[Mention]:
    """« Groupe de travail n° 2 », « Cluster Protection », and kingdoms that fund something."""
    compared = page.fold.replace("-", " ")
    for pattern, text, part in ((NUMBERED, page.flat, 0), (FUNDED, compared, "n")):
        for match in islice(pattern.finditer(text), MOST):
            start, end = match.span(part)
            yield Mention(start, end, page.flat[start:end], "".join(compared[start:end].split()))


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
        return _country_end(page, compared, word)
    if head in WHOLE and head.startswith(("union ", "banque ", "parlement ")):
        return head_end
    if head in WHOLE and not _is_of_nation(page, compared, end):
        return end if is_name(page, compared, start, head_end, end, ministry=ministry) else None
    if titled := _TITLED.match(page.flat, end) if _NAMED_FREELY.match(head) else None:
        return titled.end()
    while True:
        after = _adjectives(page, compared, end, ministry=ministry)
        link = (
            (_TO.match(compared, after) if after == head_end and TOWARDS.fullmatch(head) else None)
            or LINK.match(compared, after)
            or (
                _and(page, compared, after, ministry=ministry)
                if ministry or _has_object(compared, start, after)
                else None
            )
        )
        if link is None:
            end = after
            break
        said = "" if link.re is _TO else link[0]
        noun = _noun(page, compared, link.end(), said, ministry=ministry, first=end == head_end)
        if noun is None:
            end = after
            break
        end = noun
        if end - start > 220:
            return None
    return end if is_name(page, compared, start, head_end, end, ministry=ministry) else None


def _is_of_nation(page: Page, compared: str, at: int) -> bool:
    """« Croix-Rouge malienne », « Police nationale du Mali »; not « Gendarmerie nationale effectue »."""
    word = WORD.match(compared, at + 1) if compared[at : at + 1] == " " else None
    return word is not None and (
        page.flat[word.start()].isupper()
        or DEMONYM.fullmatch(word[0]) is not None
        or LINK.match(compared, at) is not None
    )


_NAMED_FREELY = re.compile(r"(?:ong|association|collectif|mouvement|fondation)$")
_SORT_OF = re.compile(
    r"(?:ONG|association|organisation|fondation) [a-zà-ÿ]{4,}(?:enne|aise|oise|aine|ole|nde|bè|ale) (?=[A-ZÀ-Ý])"
)
"""« l'ONG espagnole Caminando Fronteras »: the name comes after what it is."""
_TITLED = re.compile(
    r" (?:Le|La|Les) [A-ZÀ-Ý][\w'-]+(?: (?:(?:de la |du |des |de |d'))?[A-ZÀ-Ý][\w'-]+){0,3}"
)
"""« l'ONG Le Tonus »."""
_TO = re.compile(r" (?:a la |a l'|au |aux )")


def _has_object(compared: str, start: int, end: int) -> bool:
    """« Association des femmes et des jeunes » goes on; « Croissant-Rouge mauritanien et des familles » does not."""
    return re.search(r" (?:de|du|des|d'|pour|contre|aux|sur)\b", compared[start:end]) is not None


def _country_end(page: Page, compared: str, word: re.Match[str]) -> int:
    """« Burkina Faso », « République du Mali », « Côte d'Ivoire »."""
    further = re.compile(
        r"(?:(?: islamique| federale)?(?: du| de la| de| d')? ?[A-ZÀ-Ý][\w'-]+(?: Faso)?|(?: Faso|-?Bissau| d'Ivoire| islamique de [A-Z]\w+))"
        if word[0] in ("republique", "royaume", "burkina", "guinee", "cote")
        else r"(?!)"
    ).match(page.flat, word.end())
    return further.end() if further else word.end()


def ministers(page: Page, compared: str) -> list[tuple[int, int]]:
    """« ministre de la Sécurité et de la Protection civile »: what is in the title of a minister is no body."""
    return [
        (match.start(), portfolio_end(page, compared, match.end())) for match in _MINISTER.finditer(compared)
    ]


_MINISTER = re.compile(r"\bministres?(?: deleguee?s?| d'etat| charge[es]*)?\b")


def _and(page: Page, compared: str, at: int, *, ministry: bool) -> re.Match[str] | None:
    link = AND.match(compared, at)
    if not link:
        return None
    word = WORD.match(compared, link.end())
    if word is None or (
        word[0].split("'")[-1] not in (PORTFOLIOS if ministry else AND_ON)
        and not (ministry and _is_title(page, compared, word))
    ):
        return None
    if link[0].startswith(", ") and not (word[0].rstrip("s") in STEMS and _another(compared, link.end())):
        return None
    return link


def _is_title(page: Page, compared: str, word: re.Match[str]) -> bool:
    """« … et de la Modernisation de l'Administration »: a capital says that it belongs to the title, unless it names a country or a body."""
    at = word.start()
    return (
        page.flat[at].isupper()
        and page.flat[at + 1 : at + 2].islower()
        and not HEAD.match(compared, at)
        and word[0] not in ABROAD
    )


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
    if word is not None and link.startswith(" pour") and OCCASION.match(word[0]):
        return None
    if (
        word is None
        or word[0] in STOP
        or (page.flat[at].islower() and is_infinitive(word[0]) and word[0] not in ("etranger", "premier"))
    ):
        return None
    if (
        ministry
        and word[0].split("-")[0].rstrip("s") not in STEMS
        and not (page.flat[at].isupper() and (first or _is_title(page, compared, word)))
    ):
        return None
    if (
        HEAD.match(compared, at)
        and word[0] not in PORTFOLIOS
        and word[0] not in ("police", "gendarmerie", "douanes")
        and not link.startswith((" contre", " pour", " sur"))
        and ((page.flat[at].isupper() and not page.flat[at + 1].isupper()) or ministry)
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
        if word is None or word[0] in STOP or word[0] in SMALL or word[0] in VERBS:
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


def _several(page: Page, compared: str, at: int, head: str) -> Iterator[Mention]:
    """« les ministères de la Santé et de l’Éducation » are two."""
    words, head_end = head.split(" "), at
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
    if len(parts) == 1 and "charge" in compared[head_end : parts[0][0] + 14]:
        return
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
