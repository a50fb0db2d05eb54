"""Why two records may be of one person, in sentences. The codes are those of `algorithms.matching`."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jatigi.algorithms.matching import Reason

LIKELY, POSSIBLE = 0.5, 0.15

_SENTENCES = {
    "name_same": gettext_lazy("the same name: %(record)s"),
    "name_same_form": gettext_lazy("the same name in another spelling: %(record)s"),
    "name_near": gettext_lazy("a name close to it: %(record)s"),
    "name_differs": gettext_lazy("another name: %(record)s"),
    "sex_same": gettext_lazy("the same sex"),
    "sex_differs": gettext_lazy("not the same sex"),
    "birth_same_day": gettext_lazy("the same birth date"),
    "birth_day_month_exchanged": gettext_lazy("the same birth date, day and month exchanged"),
    "birth_same_year": gettext_lazy("the same year of birth"),
    "same_father": gettext_lazy("the same name of the father"),
    "similar_father": gettext_lazy("a name of the father that is close"),
    "other_father": gettext_lazy("another name of the father"),
    "same_mother": gettext_lazy("the same name of the mother"),
    "similar_mother": gettext_lazy("a name of the mother that is close"),
    "other_mother": gettext_lazy("another name of the mother"),
    "same_phone": gettext_lazy("the same telephone number"),
    "near_phone": gettext_lazy("a telephone number that differs in one digit"),
    "other_phone": gettext_lazy("another telephone number"),
    "same_document": gettext_lazy("the same document number"),
    "other_document": gettext_lazy("another document number"),
    "birth_digits_swapped": gettext_lazy("years of birth with digits exchanged: %(query)s and %(record)s"),
    "same_nationality": gettext_lazy("the same nationality"),
    "other_nationality": gettext_lazy("another nationality"),
    "same_origin": gettext_lazy("the same place of origin"),
    "similar_origin": gettext_lazy("a place of origin that is close"),
    "other_origin": gettext_lazy("another place of origin"),
    "same_language": gettext_lazy("a language in common"),
    "other_language": gettext_lazy("no language in common"),
    "same_group": gettext_lazy("the same travel group"),
    "stays_exclude": gettext_lazy("at two sites at the same time"),
}
_BEFORE_A_NAME = ": \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_AGAINST = (
    "name_differs",
    "sex_differs",
    "birth_far",
    "other_father",
    "other_mother",
    "other_phone",
    "other_document",
    "other_nationality",
    "other_origin",
    "other_language",
    "stays_exclude",
)


def sentences(found: Iterable[Reason]) -> list[str]:
    """What speaks for it first, then what speaks against it."""
    ordered = sorted(found, key=lambda reason: reason.code in _AGAINST)
    return [sentence for reason in ordered if (sentence := _sentence(reason))]


def _sentence(reason: Reason) -> str:
    if reason.code in ("birth_near", "birth_far"):
        years = int(reason.params["years"])
        words = ngettext("births %(years)d year apart", "births %(years)d years apart", years)
        return words % {"years": years}
    text = _SENTENCES.get(reason.code)
    named = {key: value.title() if isinstance(value, str) else value for key, value in reason.params.items()}
    return str(text) % named if text else ""


def without_names(found: Iterable[Reason]) -> list[str]:
    """What speaks for it, for where no name may stand: an answer to a program."""
    nameless = (
        Reason(each.code, {**each.params, "record": ""}) for each in found if each.code not in _AGAINST
    )
    return [sentence.rstrip(_BEFORE_A_NAME) for sentence in sentences(nameless)]


def same_code() -> str:
    return _("this is the code")


def joined_code() -> str:
    return _("this is the code of a record that was joined to this one")


def strength(score: float) -> str:
    """How sure a match is, in words; never a number, which would look like a verdict."""
    if score >= LIKELY:
        return _("very close")
    return _("possible") if score >= POSSIBLE else _("distant")
