"""Answers as the OpenRosa 1.0 specification asks for them: XML in its name spaces, with its headers."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse, HttpResponseBase
from django.utils.http import http_date

from jatigi.kernel import clock

VERSION = "1.0"
RESPONSE = "http://openrosa.org/http/response"
FORMS = "http://openrosa.org/xforms/xformsList"
MANIFEST = "http://openrosa.org/xforms/xformsManifest"
METADATA = "http://www.opendatakit.org/xforms"

Fields = Iterable[tuple[str, str]]


def with_headers(answer: HttpResponseBase) -> HttpResponseBase:
    """Every answer says its version and its moment, and is kept by no cache."""
    answer.headers["X-OpenRosa-Version"] = VERSION
    answer.headers["Date"] = http_date(clock.now().timestamp())
    answer.headers.setdefault("Cache-Control", "no-store, private")
    return answer


def message(status: int, text: str, *, nature: str = "", about: dict[str, str] | None = None) -> HttpResponse:
    """A sentence for whoever holds the device; `about`: what came, as metadata."""
    root = Element("OpenRosaResponse", {"xmlns": RESPONSE, "items": "0" if about is None else "1"})
    sentence = SubElement(root, "message", {"nature": nature} if nature else {})
    sentence.text = text
    if about is not None:
        SubElement(root, "submissionMetadata", {"xmlns": METADATA, **about})
    return document(root, status)


def entries(
    name: str, namespace: str, entry: str, rows: Iterable[tuple[dict[str, str], Fields]]
) -> HttpResponse:
    """A list: one element for each row, with its attributes and its fields that are not empty."""
    root = Element(name, {"xmlns": namespace})
    for attributes, fields in rows:
        element = SubElement(root, entry, attributes)
        for field, text in fields:
            if text:
                SubElement(element, field).text = text
    return document(root)


def document(root: Element, status: int = 200) -> HttpResponse:
    body = tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, status=status, content_type="text/xml; charset=utf-8")
