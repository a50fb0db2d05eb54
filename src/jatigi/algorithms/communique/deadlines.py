"""By when: a date that a commitment gives, or a time counted from the meeting where the text counts so."""

import re
from datetime import date, timedelta

from jatigi.algorithms.communique import dates

_LEAD = re.compile(
    r"(?:d'ici(?: a)?(?: la)?(?: le| au)?(?: fin| la fin)?(?: d[eu'])?(?: mois de| l'annee)?|avant(?: la)?(?: le| fin| fin de| la fin)?(?: d[eu'])?(?: mois de| l'annee)?|au plus tard(?: le| en| fin| au| a la fin)?(?: d[eu'])?(?: mois de| l'annee)?|a l'horizon|"
    r"(?:echeance|delai|date limite|date butoir|deadline|periode)(?: fixee| prevue)?(?: au| le)? ?[:=]? ?(?:le |au |fin |d'ici (?:a )?(?:fin )?|avant (?:le |fin )?)?|pour(?: le)?(?: fin)?|dans le courant d[eu'](?: l'annee)?|courant|au cours d[eu'](?: l'annee)?(?: mois de)?|"
    r"a la fin d[eu'](?: mois de| l'annee)?|fin|des(?: le)?(?: debut)?|en|au|jusqu'(?:en|au|a)(?: la)?(?: fin)?|(?:dans|durant|pendant|au cours de|a) la|courant|a partir d[eu']|a compter d[eu'])[ ']?$"
)
_WEAK = re.compile(
    r"(?:\ben|\bau|\bdes(?: le)?(?: debut)?|pour(?: le)?|a partir d[eu']|a compter d[eu'])[ ']?$"
)
_LEAD_IN_ASIDE = re.compile(r"\b(?:dont|qui|que)\b[^,;:]{0,60}\b(?:en|au|pour) $")
"""« dont les résultats sont attendus en novembre » says when those come."""
_BARE = re.compile(r"[(|–:\t] ?$")
_NUMBER = r"(?P<n>\d{1,3}|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|quarante-cinq|soixante|quatre-vingt-dix)(?: \(\d{1,3}\))?"
_SPAN = re.compile(
    rf"(?:(?:dans|sous) (?:un delai (?:maximum |maximal )?d[e'] ?|les )?|d'ici (?:a )?|en |delai ?: ?|echeance ?: ?|au bout de )(?P<pre>prochains? |les )?{_NUMBER} (?:prochaine?s? )?(?P<u>jours?|semaines?|mois|ans?|annees?)(?: ouvrables?| ouvres?)?\b"
)
_END_OF = re.compile(
    r"(?:d'ici(?: a)?|avant|au plus tard (?:a )?|pour|a) (?:la )?fin (?:de l'annee|du mois|de l'annee en cours|du mois en cours)(?! \d)"
)
_THIS_YEAR = re.compile(r"\ben cours d'annee\b")


def find(fold: str, start: int, end: int, found: list[dates.Found], event: date | None) -> str | None:
    """The deadline that fold[start:end] gives, ISO 8601 cut to its precision; None where it gives none."""
    best: tuple[int, str] | None = None
    for one in found:
        if not (start <= one.start and one.end <= end):
            continue
        if event and one.when.end < event.isoformat()[: len(one.when.end)]:
            continue  # what was over before they met binds nobody
        rank = _rank(fold, start, one)
        if rank and (best is None or rank > best[0]):
            best = (rank, one.when.end)
    if best:
        return best[1]
    if event is None:
        return None
    match = _SPAN.search(fold, start, end)
    if match and not re.match(
        r" (?:prochain|par an|de |d')", fold[match.end() : match.end() + 8].replace(" prochain", "")
    ):
        return _after(event, match)
    match = _END_OF.search(fold, start, end)
    if match:
        return f"{event.year}-{event.month:02}" if "mois" in match[0] else f"{event.year}"
    return None


def _rank(fold: str, start: int, one: dates.Found) -> int:
    before = fold[max(start, one.start - 40) : one.start]
    said = fold[one.start : one.end]
    inner = re.match(r"(?:le |du |de )", said)
    lead = _LEAD.search(before)
    if not fold[start : one.start].strip() and not fold[one.end : one.end + 40].split("|", maxsplit=1)[
        0
    ].split("\n", maxsplit=1)[0].strip(" .)"):
        return 3
    if lead is None:
        bare = _BARE.search(before)
        closed = fold[one.end : one.end + 1] in (")", "|", "", ".", ";", " ")
        return 1 if bare and closed and bare[0][0] != ":" else 0
    if _LEAD_IN_ASIDE.search(before) and one.when.precision != "day":
        return 0
    if _WEAK.search(before) and not re.search(
        r"(?:d'ici|jusqu'(?:en|au)?|tard|avant|horizon|echeance|delai|courant|cours d|fin) ?[\w' ]{0,12}$",
        before,
    ):
        if one.when.precision == "year" or re.search(
            r"(?:adopte|cree|lance|signe|vote|ratifie|realise|tenu|organise)e?s? en $", before
        ):
            return 0
        return 2 if not inner or one.when.precision == "day" else 1
    return 5


def _after(event: date, match: re.Match[str]) -> str | None:
    words = {"un": 1, "une": 1, "quarante-cinq": 45, "soixante": 60, "quatre-vingt-dix": 90}
    amount = words.get(match["n"]) or dates.number(match["n"])
    if amount is None:
        return None
    unit = match["u"]
    if unit.startswith("jour"):
        return (event + timedelta(days=amount)).isoformat()
    if unit.startswith("semaine"):
        return (event + timedelta(weeks=amount)).isoformat()
    months = event.year * 12 + event.month - 1 + amount * (1 if unit == "mois" else 12)
    return f"{months // 12}-{months % 12 + 1:02}" if 0 < months // 12 < 2200 else None
