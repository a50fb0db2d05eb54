"""The words of a version: labels of questions and of choices, in every language of the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from jatigi.questionnaires.shape import XFORMS, local

Texts = Mapping[str, str]
"""Language as the form names it ("Français (fr)", or "" where it has none) to text."""

_TEXT = f"{XFORMS}text"


@dataclass(frozen=True, slots=True)
class Words:
    """Of one question or group: its label and hint, and the labels of its choices by name, in the form's order."""

    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    choices: Mapping[str, Texts] = field(default_factory=dict)


def languages(xform: str) -> tuple[str, ...]:
    """As the form names them; none for a form in one language without a name."""
    return tuple(t.get("lang", "") for t in fromstring(xform, forbid_dtd=True).iter(f"{XFORMS}translation"))


@lru_cache(maxsize=32)
def words_of(xform: str) -> Mapping[str, Words]:
    """The words by path ("/data/group/question")."""
    return _Reader(fromstring(xform, forbid_dtd=True)).words()


def in_language(texts: Texts, language: str) -> str:
    """The text in a language by its code ("fr"), else in whichever comes first, else ""."""
    for name, text in texts.items():
        if language in (name.lower(), name.rpartition("(")[2].rstrip(")").lower()[:2]):
            return text
    return next(iter(texts.values()), "")


class _Reader:
    def __init__(self, tree: Element) -> None:
        self.tree = tree
        self.texts: dict[str, dict[str, str]] = {}
        for translation in tree.iter(f"{XFORMS}translation"):
            for text in translation.iter(_TEXT):
                plain = next((v for v in text.iter(f"{XFORMS}value") if not v.get("form")), None)
                if plain is not None:
                    said = "".join(plain.itertext())
                    self.texts.setdefault(text.get("id", ""), {})[translation.get("lang", "")] = said
        self.lists: dict[str, Element] = {
            i.get("id", ""): i for i in tree.iter(f"{XFORMS}instance") if i.get("id")
        }

    def words(self) -> dict[str, Words]:
        body = next(e for e in self.tree if local(e) == "body")
        found: dict[str, Words] = {}
        for element in body.iter():
            path = element.get("ref") or element.get("nodeset")
            if path and path.startswith("/") and local(element) != "itemset":
                said = Words(
                    self._said(element, "label"), self._said(element, "hint"), dict(self._choices(element))
                )
                found.setdefault(path, said)  # a repetition stands within the group that has its label
        return found

    def _said(self, element: Element, part: str) -> Texts:
        found = element.find(f"{XFORMS}{part}")
        return {} if found is None else self._text(found)

    def _text(self, element: Element) -> Texts:
        ref = element.get("ref", "")
        if ref.startswith("jr:itext("):
            return self.texts.get(ref[len("jr:itext(") : -1].strip("'\""), {})
        return {"": "".join(element.itertext())}

    def _choices(self, element: Element) -> Iterator[tuple[str, Texts]]:
        for item in element.findall(f"{XFORMS}item"):
            label = item.find(f"{XFORMS}label")
            yield item.findtext(f"{XFORMS}value") or "", {} if label is None else self._text(label)
        itemset = element.find(f"{XFORMS}itemset")
        nodeset = itemset.get("nodeset", "") if itemset is not None else ""
        listed = self.lists.get(nodeset.partition("instance('")[2].partition("'")[0])
        for item in listed.iter() if listed is not None else ():
            if local(item) == "item":
                parts = {local(part): part.text or "" for part in item}
                plain = parts.get("label", "")
                yield (
                    parts.get("name", ""),
                    self.texts.get(parts.get("itextId", ""), {"": plain} if plain else {}),
                )
