"""The first screening, sent as the form page sends it."""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from jatigi.project.demo import events
from jatigi.project.demo.replay.stage import Stage, perform
from jatigi.questionnaires import actions as questionnaires
from jatigi.questionnaires import catalogue
from jatigi.questionnaires.expressions import Item, text_of
from jatigi.questionnaires.shape import Node, Shape, shape_of

FORM = "screening"
MOST_IN_CARE = 6


@perform.register
def screening(event: events.ScreeningAnswered, stage: Stage) -> None:
    """Only the questions that the form asks after what was answered before."""
    said = dict(event.answers)
    said["people_in_care"] = str(min(int(said["people_in_care"]), MOST_IN_CARE))
    questionnaires.submit(
        stage.intent(event),
        form=FORM,
        subject=stage.ids[event.person],
        xml=submission(shape_of(catalogue.current(FORM).xform), said, event.key),
    )


def submission(shape: Shape, said: Mapping[str, str], key: str) -> str:
    """What the page would send of the answers `said` (by question) to a form without groups; `key` names this filling."""
    root = Element(shape.root.name, id=shape.code, version=shape.version)
    filled = Item(shape.root.name)
    for node in shape.root.children:
        item = filled.add(Item(node.name))
        item.text = _text(node, item, said)
        if item.text:
            SubElement(root, node.name).text = item.text
    SubElement(SubElement(root, "meta"), "instanceID").text = f"uuid:{uuid5(NAMESPACE_URL, key)}"
    return tostring(root, encoding="unicode")


def _text(node: Node, item: Item, said: Mapping[str, str]) -> str:
    if node.shown_only or (node.relevant and not node.relevant.holds(item)):
        return ""
    if node.calculate:
        return text_of(node.calculate.of(item))
    return said.get(node.name, "")
