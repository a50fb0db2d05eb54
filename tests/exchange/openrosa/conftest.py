"""A house with its device, and ODK Collect as raw requests: every byte of a submission is written here."""

import base64
import json
import zlib
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4
from xml.sax.saxutils import escape

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from jatigi.agencies import actions as agencies
from jatigi.exchange.openrosa.configuration import collect_settings, encoded
from jatigi.kernel import clock
from jatigi.places import actions as places
from jatigi.questionnaires import shipped
from tests.cast import Cast, Member

SPACES = 'xmlns:orx="http://openrosa.org/xforms" xmlns:entities="http://www.opendatakit.org/xforms/entities"'
BOUNDARY = "3f6d4e0a-collect"


def basic(name: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()}


def decoded(code: str) -> dict[str, Any]:
    """What ODK Collect reads from its QR code."""
    read: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(code)))
    return read


def multipart(xml: str, files: dict[str, bytes] | None = None, *, more: bool = False) -> bytes:
    """The body of a submission as OkHttp writes it: the answers, the files, whether more will come."""
    parts = [("xml_submission_file", "submission.xml", "text/xml", xml.encode())]
    parts += [(name, name, "application/octet-stream", content) for name, content in (files or {}).items()]
    body = b""
    for field, name, kind, content in parts:
        head = (
            f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\nContent-Type: {kind}\r\n'
        )
        body += f"--{BOUNDARY}\r\n{head}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n"
    if more:
        body += (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="*isIncomplete*"\r\n\r\nyes\r\n'.encode()
        )
    return body + f"--{BOUNDARY}--\r\n".encode()


@dataclass
class Collect:
    """ODK Collect on one device."""

    credentials: dict[str, str]
    root: str = "/openrosa"
    language: str = "fr"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Any:
        sent = {
            "User-Agent": "org.odk.collect.android/v2024.3.4 Dalvik/2.1.0",
            "X-OpenRosa-Version": "1.0",
            "Date": "Sat, 01 Aug 2026 08:00:00 GMT",
            "Accept-Language": self.language,
            **self.credentials,
            **headers,
        }
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        address = path if path.startswith("http") else self.root + path
        address = address.removeprefix("http://testserver")
        return Client(enforce_csrf_checks=True).generic(method, address, body, kind, headers=sent)

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def send(self, xml: str, files: dict[str, bytes] | None = None, *, more: bool = False) -> Any:
        return self.ask("POST", "/submission", multipart(xml, files, more=more))

    def forms(self) -> dict[str, dict[str, str]]:
        """Form id → its fields."""
        return {row["formID"]: row for row in rows(self.get("/formList"))}

    def media(self, form: str) -> dict[str, dict[str, str]]:
        """File name → its fields."""
        listed = rows(self.get(self.forms()[form]["manifestUrl"]))
        return {row["filename"]: row for row in listed}

    def table(self, form: str, name: str) -> list[list[str]]:
        text = self.get(self.media(form)[name]["downloadUrl"]).content.decode()
        return [line.split(",") for line in text.splitlines()]


def rows(answer: Any) -> list[dict[str, str]]:
    return [
        {child.tag.rpartition("}")[2]: child.text or "" for child in row}
        for row in fromstring(answer.content.decode())
    ]


def said(answer: Any) -> str:
    """The sentence for whoever holds the device."""
    root = fromstring(answer.content.decode())
    assert root.tag == "{http://openrosa.org/http/response}OpenRosaResponse"
    return root.findtext("{http://openrosa.org/http/response}message") or ""


def new_instance() -> str:
    return f"uuid:{uuid4()}"


def answers(form: str, entity: str, given: dict[str, Any], *, instance: str = "", version: str = "1") -> str:
    """A filled form as Collect writes it, with the attributes of its entity."""
    meta = f"<orx:meta><orx:instanceID>{instance or new_instance()}</orx:instanceID>{entity}</orx:meta>"
    return f'<data id="{form}" version="{version}" {SPACES}>{_nodes(given)}{meta}</data>'


def _nodes(given: dict[str, Any]) -> str:
    return "".join(
        f"<{name}>{_nodes(value) if isinstance(value, dict) else escape(str(value))}</{name}>"
        for name, value in given.items()
    )


class House:
    """The standing cast with a house, and a device that works in Moussa's name."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        shipped.publish_all()
        self.site = places.create_site(cast.fanta(), name="Maison de Gao", kind="house", country="ML", beds=9)
        self.shelter = places.create_site(cast.fanta(), name="Abri", kind="shelter", country="ML", beds=2)
        self.token = self.issue(cast.moussa)
        self.collect = self.device(self.token)

    def issue(self, user: Member, by: Member | None = None, **more: Any) -> Any:
        boss = replace((by or self.cast.fanta)(), stepped_up_at=clock.now())
        return agencies.issue_device(boss, account=user.account.pk, **{"label": "téléphone 3", **more})

    def device(self, token: Any) -> Collect:
        """Collect after it has scanned the code."""
        read = decoded(encoded(collect_settings(token, token.secret, "MMG")))["general"]
        return Collect(basic(read["username"], read["password"]))

    def registration(
        self, *, instance: str = "", entity_id: str = "", create: str = "true", **given: Any
    ) -> str:
        entity_id = entity_id or str(uuid4())
        entity = (
            f'<entity dataset="people" id="{entity_id}" create="{create}"><label>Personne</label></entity>'
        )
        person = {
            "given": "Amadou",
            "family": "Keita",
            "birth_year": "1990",
            "nationality": "GN",
            "stays": "no",
        }
        whole = {
            "site": self.site.pk, "age_group": "18_59", "sex": "male", "basis": "consent", "agreed": "yes",
            "explained_in": "bm", "witness": "Oumou", "person": person | given.pop("person", {}),
        }  # fmt: skip
        return answers("registration_collect", entity, whole | given, instance=instance)

    def follow_up(
        self,
        case: Any,
        *,
        seen: int,
        instance: str = "",
        chain: str = "",
        entity_id: Any = None,
        **given: Any,
    ) -> str:
        attributes = f'dataset="cases" id="{entity_id or case}" update="1" baseVersion="{seen}" {chain}'
        whole = {"case": case, "contact": "phone", "safe": "yes", "note": "Va mieux.", **given}
        entity = f"<entity {attributes}><label>code</label></entity>"
        return answers("follow_up_collect", entity, whole, instance=instance)


@pytest.fixture
def house(cast: Cast) -> House:
    return House(cast)
