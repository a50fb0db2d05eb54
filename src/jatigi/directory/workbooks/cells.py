"""What a cell means: yes or no, a day, a state. Whatever cannot be told is never guessed."""

import re
from datetime import date, datetime, timedelta

from jatigi.directory.workbooks.opening import NO_RESULT, Cell, text_of
from jatigi.directory.workbooks.words import folded

YES = {
    "oui",
    "yes",
    "o",
    "y",
    "x",
    "xx",
    "vrai",
    "true",
    "ok",
    "present",
    "presente",
    "actif",
    "active",
    "si",
    "1",
}
NO = {
    "non",
    "no",
    "n",
    "faux",
    "false",
    "neant",
    "aucun",
    "aucune",
    "0",
    "na",
    "nd",
    "sans objet",
    "absent",
    "inactif",
    "none",
    "n a",
}
_TICKS = {"✓", "✔", "☑", "●", "•", "■", "√", "✗✓", "×"}
_CROSSES = {"", "-", "–", "—", "/", ".", "☐", "✗", "✘"}
OVER = {
    "acheve", "achevee", "termine", "terminee", "cloture", "cloturee", "clos", "close", "closed", "fini", "finie", "complete", "completed",
    "annule", "annulee", "cancelled", "canceled", "suspendu", "suspendue", "suspended", "ferme", "fermee", "finished", "ended", "inactif", "inactive",
}  # fmt: skip
PLANNED = {
    "planifie",
    "planifiee",
    "planned",
    "prevu",
    "prevue",
    "a venir",
    "en preparation",
    "pipeline",
    "propose",
    "proposee",
}
NOBODY = {
    "", "direct", "directe", "mise en oeuvre directe", "direct implementation", "lui meme", "elle meme", "n a", "na", "nd", "aucun", "none",
    "neant", "idem", "sans", "sans partenaire", "self", "non", "no", "0", "oui", "x", "s o", "so", "tbd", "a determiner",
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january janv jan", "fevrier february fevr fev feb", "mars march mar", "avril april avr apr", "mai may",
            "juin june jun", "juillet july juil jul", "aout august aug", "septembre september sept sep", "octobre october oct",
            "novembre november nov", "decembre december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's calendar (ECMA-376 part 1, 18.17.4.1)."""


def yes(cell: Cell) -> bool | None:
    """OUI, x, 1, a number above zero: yes; NON, 0, nothing: no; None where neither is said."""
    if cell is NO_RESULT:
        return None
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return cell > 0
    text = text_of(cell)
    if text in _TICKS:
        return True
    word = folded(text)
    if text in _CROSSES or word in NO:
        return False
    if word in YES:
        return True
    number = re.fullmatch(r"\d{1,9}", text.replace(" ", "").replace(",", "."))
    return int(number[0]) > 0 if number else None


def day(cell: Cell, *, last: bool = False) -> date | None:
    """A day as a spreadsheet or a hand writes it; of a month or a year the first day, or the `last`. None: not told."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if 1990 <= cell <= 2100:
            return _end(int(cell), 12) if last else date(int(cell), 1, 1)
        return _EPOCH + timedelta(days=int(cell)) if 30_000 <= cell <= 80_000 else None
    text = text_of(cell)
    if re.fullmatch(r"\d{4,5}", text):
        return day(int(text), last=last)
    return _written(text, last=last)


def _written(text: str, *, last: bool) -> date | None:
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    months = [MONTHS[word] for word in re.findall(r"[a-z]+", folded(text)) if word in MONTHS]
    try:
        if months and numbers:
            year = _year(numbers[-1])
            if len(numbers) >= 2 and numbers[0] <= 31:
                return date(year, months[0], numbers[0])
            return _end(year, months[0]) if last else date(year, months[0], 1)
        if len(numbers) >= 3 and numbers[0] > 1900:
            return date(numbers[0], numbers[1], numbers[2])
        if len(numbers) >= 3:
            return date(_year(numbers[2]), numbers[1], numbers[0])
        if len(numbers) == 2 and re.fullmatch(r"\d{1,2}\D\d{4}", text.strip()):
            return _end(numbers[1], numbers[0]) if last else date(numbers[1], numbers[0], 1)
        if len(numbers) == 2 and re.fullmatch(r"\d{4}\D\d{1,2}", text.strip()):
            return _end(numbers[0], numbers[1]) if last else date(numbers[0], numbers[1], 1)
    except ValueError:
        return None
    return None


def _year(number: int) -> int:
    return number + 2000 if number < 100 else number


def _end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def over(status: Cell, active: Cell, end: Cell, today: date) -> bool:
    """Whether a row says of itself that it is no longer so."""
    words = folded(text_of(status))
    if words in OVER or any(word in OVER for word in words.split()):
        return True
    if text_of(active) and yes(active) is False:
        return True
    last = day(end, last=True)
    return last is not None and last < today


def planned(status: Cell) -> bool:
    """Whether a row says of itself that it is not yet so."""
    words = folded(text_of(status))
    return words in PLANNED or any(word in PLANNED for word in words.split())
