"""Organisations that a text names: those that are known, those that grammar shows, and the acronyms bound to them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from jatigi.algorithms.communique import acronyms, company, naming
from jatigi.algorithms.communique.bodies import KNOWN, NO_ORGANISATION
from jatigi.algorithms.communique.gazetteer import CITIES
from jatigi.algorithms.communique.mention import Known, Mention, comparable, is_acronym
from jatigi.algorithms.communique.normalise import folded, normalised
from jatigi.algorithms.communique.structure import Page


@dataclass(slots=True)
class Names:
    """Known names by their first word, longest first."""

    by_word: dict[str, list[tuple[str, str, Known]]] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[Known]) -> "Names":
        names, seen = cls(), set()
        for one in known:
            for written in (one.name, one.acronym, *one.aliases):
                plain = normalised(written).plain.strip()
                compared = comparable(plain)
                word = re.match(r"\w+", compared)
                if not word or len(compared) < 2 or compared in seen:
                    continue
                seen.add(compared)
                exact = plain if is_acronym(plain) or len(plain) <= 5 else ""
                names.by_word.setdefault(word[0], []).append((compared, exact, one))
        for found in names.by_word.values():
            found.sort(key=lambda each: -len(each[0]))
        return names


def everybody() -> list[Known]:
    """Those that this package knows by itself."""
    found = []
    for line in KNOWN.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 3 and cells[1]:
            others = tuple(other.strip() for other in cells[2].split(";") if other.strip())
            found.append(Known(cells[1], cells[0], others))
    return found


_COMMON = everybody()


def find(page: Page, known: Iterable[Known] = ()) -> list[Mention]:
    """Every mention, in order, none inside another."""
    compared = comparable(page.flat)
    names = Names.of([*known, *_COMMON])
    titles = naming.ministers(page, compared)
    named = [
        *_known(page, compared, names),
        *naming.grammatical(page, compared),
        *naming.numbered(page),
        *company.letterhead(page),
    ]
    mentions = _apart(one for one in named if not _within(one, titles))
    mentions, bound = _bind(page, compared, mentions)
    mentions = _apart([*mentions, *_acronyms(page, mentions, bound)])
    mentions = _apart(
        [
            *mentions,
            *company.listed(page, mentions),
            *company.items(page, mentions),
            *company.enumerated(page, mentions),
        ]
    )
    mentions = _apart([*mentions, *company.again(page, mentions), *company.newspapers(page)])
    return [_unified(one, bound, names) for one in mentions]


def _within(one: Mention, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (one.start, 0)) - 1
    return at >= 0 and spans[at][0] < one.start < spans[at][1] and not one.ref


def first_of_each(mentions: Iterable[Mention]) -> list[Mention]:
    """One mention of each organisation: the first, with the acronym that any of them gives."""
    found: dict[str, Mention] = {}
    for one in mentions:
        key = (
            one.key
            if one.key in found
            else next((other for other in found if _shortened(one.key, other)), one.key)
        )
        before = found.get(key)
        if before is None:
            found[key] = one
        elif one.acronym and not before.acronym:
            found[key] = replace(before, acronym=one.acronym)
    return list(found.values())


def _shortened(one: str, other: str) -> bool:
    """« Direction régionale du développement social » after the same « de Kayes »."""
    if one in ("croixrouge", "croissantrouge") and other.startswith(one):
        return True
    least = 17 if one.startswith("ministere") else 24
    return len(one) > least and (other.startswith(one) or (one.startswith(other) and len(other) > least))


_CONTEXT = re.compile(
    r"(?:conventions?|protocoles?|pacte|charte|declaration|espace|zone|passeports?|principes directeurs|journee|resolution|normes|agenda|objectifs|"
    r"traite|statuts?|cartes?|plan d'action|strategie|initiative conjointe|initiative|projets?|programmes?|entite|systeme|agences|organismes?|facilite|fonds fiduciaire d'urgence) (?:\w+ ){0,2}?(?:des |de la |de l'|du |de |d')?$"
)


def _known(page: Page, compared: str, names: Names) -> Iterator[Mention]:
    until = 0
    for word in re.finditer(r"(?<![\w])\w+", compared):
        if word.start() < until:
            continue
        for written, exact, one in names.by_word.get(word[0], ()):
            end = word.start() + len(written)
            if not compared.startswith(written, word.start()) or compared[end : end + 1].isalnum():
                continue
            said = page.flat[word.start() : end]
            if (
                exact
                and said != exact
                and not (exact.isupper() and said == exact.capitalize() and len(said) > 4)
            ):
                continue
            if _is_part_of_a_word(page.flat, word.start(), end):
                continue
            if _CONTEXT.search(compared, max(0, word.start() - 60), word.start()) and not one.ref:
                continue
            end = _branch_end(page.flat, compared, said, end)
            said = page.flat[word.start() : end]
            acronym = one.acronym or (said if is_acronym(said) else "")
            key = (
                _key(one)
                if end - word.start() == len(written)
                else "".join(compared[word.start() : end].split())
            )
            yield Mention(word.start(), end, said, key, acronym, one.ref)
            until = end
            break


_WITH_BRANCHES = frozenset("Caritas Enda Emmaüs Oxfam Tostan CARE Intersos COOPI".split())
_TOWNS = frozenset(comparable(name) for names in CITIES.values() for name in names.split(", "))


def _branch_end(flat: str, compared: str, said: str, end: int) -> int:
    """« Caritas Rabat » is a body of its own beside Caritas."""
    town = re.compile(r" ([^\W\d_][\w'-]+)").match(compared, end)
    if said in _WITH_BRANCHES and town and flat[end + 1].isupper() and town[1] in _TOWNS:
        return town.end()
    return end


def _is_part_of_a_word(flat: str, start: int, end: int) -> bool:
    """UE-OIM is two, but neither MALI-UE nor a compound name is one of them."""
    return (start > 0 and flat[start - 1] == "-" and flat[start - 2 : start - 1].isalpha()) or (
        flat[end : end + 1] == "-" and flat[end + 1 : end + 2].isalpha()
    )


def _key(one: Known) -> str:
    return one.ref or "".join(comparable(normalised(one.name).plain).split())


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """The longest of those that stand over each other, in order."""
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda each: (each.start - each.end, each.start)):
        at = bisect_right(kept, one.start, key=lambda each: each.start)
        if at and kept[at - 1].end > one.start:
            continue
        if at < len(kept) and kept[at].start < one.end:
            continue
        kept.insert(at, one)
    return kept


_MOST_BRACKETS = 400
_IN_BRACKETS = re.compile(
    r" ?\((?:[Ll]'|[Ll]e |[Ll]a |ex-|ci-après |dénommé[e]? )?[\"«]? ?(?P<a>[A-Z][\w&/.'-]{1,14}(?: [A-Z][\w-]{1,10})?) ?[\"»]?(?= ?[),;–/-])"
)


def _bind(page: Page, compared: str, mentions: list[Mention]) -> tuple[list[Mention], dict[str, str]]:
    """Acronyms in brackets belong to the name before them; "" is what an acronym means that names no organisation."""
    found = list(mentions)
    bound: dict[str, str] = {}
    for match in islice(_IN_BRACKETS.finditer(page.flat), _MOST_BRACKETS):
        acronym = match["a"].strip(" .")
        if not is_acronym(acronym) or acronym in NO_ORGANISATION:
            continue
        at = bisect_right(found, match.start(), key=lambda each: each.start) - 1
        before = found[at] if at >= 0 else None
        start = acronyms.bound_to(
            page,
            compared,
            match.start(),
            acronym,
            before.start if before and before.end <= match.start() else None,
        )
        if before and match.start() - before.end <= 1 and before.end <= match.start():
            found[at] = replace(before, acronym=before.acronym or acronym)
            bound.setdefault(acronym, before.key)
            continue
        if (
            start is None
            and before
            and before.end <= match.start() <= before.end + 60
            and not naming.breaks(compared[before.end : match.start()])
        ):
            start = before.start
        if start is None:
            continue
        name = page.flat[start : match.start()].strip()
        if not naming.names_a_body(compared[start : match.start()]):
            bound.setdefault(acronym, "")
            continue
        key = "".join(comparable(name).split())
        one = Mention(start, start + len(name), name, key, acronym)
        found = _apart([one, *(each for each in found if each.end <= start or each.start >= one.end)])
        bound.setdefault(acronym, key)
    return found, bound


_LONGEST_ACRONYM = 9
_QUARTER = re.compile(r"[TSQ][1-4]")
_BARE = re.compile(
    r"(?<![\w'/.-])(?:[ldLD]')?(?P<a>[A-Z][A-Z0-9]{1,11}(?:[/-][A-Z]{2,8})?|[A-Z]{3,8}[a-z]{1,4})(?![\w'])(?!-[a-z])"
)
_A_WORD = re.compile(r"[A-Z]{3,}(?:ENT|ONS|TION|MENT|EUR|EURS|AGE|OYER|ANCE|ENCE|ITE|EES)")
_OF_A_TOOL = re.compile(
    r"\b(?:mecanisme|dialogue|processus|programme|projet|plan|outil|systeme|base|strategie|dispositif|procedures?|convention|pacte|politique|initiative|objectifs?|indice|enquete|matrice|loi|campagne|cadre|formulaire|fiche|document)s?\b[^.;,()]{0,60}\($"
)
_LEADS = re.compile(
    r"(?:\bl'|\bd'|\bla |\ble |\bdu |\bdes |\bde |\bau |\bpar |\bavec |\bong |\bet |, |\bassociation |\breseau |\bentre |\bun expert |\ba |^|[;:(–/|] ?|• ?)$"
)
_NOT_LED = re.compile(
    r"(?:projet|programme|plan|loi|article|route|vol|hotel|salle|base|application|plateforme|logiciel|radio|tele|television|chaine|rn|numero|mesures|outil|systeme|enquete|initiative|covid) (?:de |du |\"|« ?)?$"
)


def _acronyms(page: Page, mentions: list[Mention], bound: dict[str, str]) -> Iterator[Mention]:
    """Those that stand alone: bound in this text, or used as one uses the name of a house."""
    counts: dict[str, int] = {}
    for match in _BARE.finditer(page.flat):
        counts[match["a"]] = counts.get(match["a"], 0) + 1
    for match in _BARE.finditer(page.flat):
        acronym, start, end = match["a"], match.start("a"), match.end("a")
        if re.match(r"\) ?[–-]", page.flat[end : end + 3]) and acronym not in bound:
            continue
        if (
            acronym in NO_ORGANISATION
            or _QUARTER.fullmatch(acronym)
            or bound.get(acronym) == ""
            or _among_capitals(page.flat, start, end)
        ):
            continue
        before = page.fold[max(0, start - 80) : start]
        if acronym not in bound and _A_WORD.fullmatch(acronym):
            continue
        if acronym not in bound and _OF_A_TOOL.search(before):
            continue
        if acronym not in bound and not (len(acronym) <= _LONGEST_ACRONYM and acronym[:3].isupper()):
            continue
        if acronym not in bound and (
            not _LEADS.search(before) or _NOT_LED.search(before) or _is_name(page.flat, start, end)
        ):
            continue
        yield Mention(
            start, end, acronym, bound.get(acronym) or comparable(acronym), acronym, certain=acronym in bound
        )


def _among_capitals(flat: str, start: int, end: int) -> bool:
    """In a title that is all in capitals a word is no acronym."""
    for near in (
        flat[max(0, start - 30) : start].rpartition("\n")[2],
        flat[end : end + 30].partition("\n")[0],
    ):
        letters = [letter for letter in near if letter.isalpha()]
        if len(letters) > 8 and sum(1 for letter in letters if letter.isupper()) > 0.8 * len(letters):
            return True
    return False


def _is_name(flat: str, start: int, end: int) -> bool:
    """A family name in capitals beside a given name: « Awa DIALLO », « KONÉ Moussa »."""
    before = re.search(
        r"(?:([A-ZÀ-Ý][a-zà-ÿ'-]+)|\b(?:M|Mme|Mlle|Dr|Pr|Me|MM|Mr|Col)\.?) $",
        flat[max(0, start - 24) : start],
    )
    if before and (before[1] is None or comparable(before[1]) not in _BEFORE_ACRONYM):
        return True
    after = re.match(r" [A-ZÀ-Ý][a-zà-ÿ'-]+", flat[end : end + 24])
    return bool(
        after
        and folded(after[0]).strip()
        not in (
            "mali",
            "niger",
            "senegal",
            "guinee",
            "burkina",
            "togo",
            "benin",
            "maroc",
            "tchad",
            "sahel",
            "afrique",
            "france",
            "espagne",
            "femmes",
            "international",
        )
    )


_BEFORE_ACRONYM = frozenset(
    "le la les du des de par avec et au aux l ong association reseau selon pour entre cette sans chez a en".split()
)


def _unified(one: Mention, bound: dict[str, str], names: Names) -> Mention:
    """A name and its acronym are one: what was bound here, then what is known."""
    if one.ref or not one.acronym:
        return one
    for _written, exact, known in names.by_word.get(
        (re.match(r"\w+", comparable(one.acronym)) or [""])[0], ()
    ):
        if exact == one.acronym and known.ref:
            return replace(one, key=known.ref, ref=known.ref)
    return replace(one, key=bound.get(one.acronym) or one.key)
