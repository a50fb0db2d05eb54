"""Whether a phrase that begins as bodies are named is the name of one, or says what sort of body is meant."""

import re

from jatigi.algorithms.communique.name_words import NATIONAL, WEAK, WHOLE, WITH_ACRONYM
from jatigi.algorithms.communique.structure import Page


def is_name(page: Page, compared: str, start: int, head_end: int, end: int, *, ministry: bool) -> bool:
    head, name = compared[start:head_end], compared[start:end]
    if page.flat[start].islower() and _is_a_sort(compared, head, name, start, page.flat[head_end:end]):
        return False
    return _is_name(page, compared, start, head_end, end, ministry=ministry)


def _is_name(page: Page, compared: str, start: int, head_end: int, end: int, *, ministry: bool) -> bool:
    head, name = compared[start:head_end], compared[start:end]
    if " ".join(head.split()) in WHOLE or " ".join(name.split()) in WHOLE:
        return page.flat[start].isupper() or " " in head or head == "primature"
    if end == head_end:
        return head.startswith("centre hospitalier ")
    if ministry:
        return name != "ministere d'etat"
    if _is_common(head, name, compared[max(0, start - 5) : start]):
        return False
    if not WEAK.match(head):
        return True
    after = re.match(r" ?\([A-Z][\w/ .-]{1,14}\)", page.flat[end : end + 20])
    written = page.flat[start:end]
    if head.startswith("forum") and not after:
        return _HAS_MEMBERS.search(compared[max(0, start - 30) : start]) is not None
    if head in WITH_ACRONYM and not after:
        return False
    if after or NATIONAL.search(name):
        return not head.startswith(("cadre", "groupe", "service")) or bool(after) or written[0].isupper()
    if head.startswith("brigade") and end > head_end + 6:
        return re.search(r"\b(?:la|de la|chef de|une) $", compared[max(0, start - 8) : start]) is not None
    inner = [
        word for word in re.findall(r"[^\W\d_][\w'-]*", written[head_end - start :]) if word[0].isupper()
    ]
    return bool(inner) or (written[0].isupper() and not _begins_sentence(page.flat, start))


def _is_common(head: str, name: str, before: str) -> bool:
    """« les ONG sur … », « l'atelier », « le conseil des ministres » are no names of bodies."""
    if head == "ong" and (
        name.startswith(("ong sur", "ong de", "ong pour", "ong en")) or _PLURAL.search(before)
    ):
        return True
    if name in ("conseil des ministres", "conseil de ministres") or _SORTS.match(head):
        return True
    return re.search(r"\b(?:projet|programme d'appui|atelier|reunion|recommandations?)\b", name) is not None


_SORTS = re.compile(
    r"(?:associations|reseaux|collectifs|federations|universites|ecoles|facultes|mairies|fondations|ligues|syndicats|plates?[ -]?formes|coalitions|observatoires|instituts|centres|agences|banques|prefectures|gouvernorats|brigades|consulats|groupes|bureaux|comites|cellules|maisons|services|tribunaux|chambres|offices|conseils|commissions|inspections|programmes|laboratoires)\b"
)
"""Several of a sort are not one."""
_HAS_MEMBERS = re.compile(
    r"\b(?:sein|membres?|presidente?|secretariat|coordinat\w+|par|avec|ong) (?:du |de la |de l'|le |la )$"
)
_PLURAL = re.compile(r"\b(?:les|des|aux|deux|ces) $")


_FORCES = re.compile(r"police|gendarmerie|douane|protection civile|garde nationale")
_OF_FORCES = re.compile(
    r"\b(?:(?:officiers?|agents?|elements?|unites?|brigades?|patrouilles?)(?: [a-z]+)? (?:de |d')|(?:commissaires?|direct(?:eur|rice))(?: [a-z]+)? (?:de la |de |des ))$"
)
_OF_A_PLACE = re.compile(r"(?: (?:de |d'|du |de la )[A-ZÀ-Ý][\w' -]+)?")
_SHELTERS = re.compile(r"centres? (?:d'accueil|d'ecoute|de transit|de formation|d'orientation|de promotion)")


def _is_a_sort(compared: str, head: str, name: str, start: int, tail: str) -> bool:
    """« officiers de police judiciaire », « un centre d'accueil de Zinder »: written small, these say of which sort somebody is."""
    if _FORCES.match(head):
        return _OF_FORCES.search(compared, max(0, start - 50), start) is not None
    if _SHELTERS.match(head):
        return NATIONAL.search(name) is None and _OF_A_PLACE.fullmatch(tail) is not None
    return False


def _begins_sentence(flat: str, start: int) -> bool:
    before = flat[max(0, start - 3) : start].strip()
    return not before or before[-1] in ".:;!?•–-»"
