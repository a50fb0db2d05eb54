"""Choice lists that lie beside a form, as trees: CSV with a header line, or XML."""

import csv
from collections.abc import Mapping
from functools import lru_cache
from io import StringIO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from jatigi.questionnaires.expressions import Item
from jatigi.questionnaires.expressions.tree import from_xml
from jatigi.questionnaires.models import FormFile, FormVersion
from jatigi.questionnaires.shape import Shape


def beside(version: FormVersion, shape: Shape) -> Mapping[str, Item]:
    """The lists that a version names and that came with it, by file name."""
    if not shape.files:
        return {}
    rows = FormFile.objects.filter(form_version=version, name__in=set(shape.files.values()))
    read = {row.name: tree(row.name, bytes(row.content)) for row in rows}
    return {name: item for name, item in read.items() if item is not None}


@lru_cache(maxsize=32)
def tree(name: str, content: bytes) -> Item | None:
    """`root` with one `item` a line, a node for each column; None for what cannot be read."""
    try:
        if name.lower().endswith(".csv"):
            return _table(content.decode("utf-8-sig"))
        if name.lower().endswith(".xml"):
            return from_xml(fromstring(content, forbid_dtd=True))
    except (UnicodeDecodeError, ParseError, DefusedXmlException, csv.Error):
        pass
    return None


def _table(text: str) -> Item:
    root = Item("root")
    for line in csv.DictReader(StringIO(text)):
        item = root.add(Item("item"))
        for column, value in line.items():
            if isinstance(column, str) and isinstance(value, str):
                item.add(Item(column.strip(), value))
    return root
