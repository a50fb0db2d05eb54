"""The requests of a device: list of forms, form, manifest, files, submission."""

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from jatigi.exchange import actions
from jatigi.exchange.openrosa import offer
from jatigi.exchange.openrosa.answers import FORMS, MANIFEST, entries, message
from jatigi.exchange.openrosa.gate import body_length, device, not_allowed
from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page
from jatigi.kernel.text import LINE_LENGTH
from jatigi.questionnaires import actions as questionnaires
from jatigi.questionnaires import rules, submission
from jatigi.questionnaires.filling import attachments
from jatigi.questionnaires.filling.attachments import Attached
from jatigi.questionnaires.models import FormVersion
from jatigi.questionnaires.submission import Envelope, Unacceptable

CM = Purpose.CASE_MANAGEMENT
XML = "xml_submission_file"
INCOMPLETE = "*isIncomplete*"
READ = ("GET", "HEAD")
MOST_AT_ONCE = 1024 * 1024
"""What a request may have beside its largest file: the answers, and the words between the parts."""
NAME_LENGTH = 160


@device
@page(purpose=CM, roles=rules.FILL)
def root(request: Request) -> HttpResponseBase:
    """Nothing: the address that Collect is given, below which the others stand."""
    return message(404, _("This page does not exist, or it is not open to you."), nature="error")


@device
@page(purpose=CM, roles=rules.FILL)
def form_list(request: Request) -> HttpResponseBase:
    """Every form for this device. https://docs.getodk.org/openrosa-form-list/"""
    if request.method not in READ:
        return not_allowed(*READ)
    wanted = request.GET.get("formID", "")
    found = [version for version in offer.forms(request.access) if wanted in ("", version.form.code)]
    return entries("xforms", FORMS, "xform", [({}, _listed(request, version)) for version in found])


def _listed(request: Request, version: FormVersion) -> list[tuple[str, str]]:
    manifest_url = _url(request, "openrosa_manifest", version) if offer.has_files(version) else ""
    return [
        ("formID", version.form.code),
        ("name", offer.title(version.form)),
        ("version", version.number),
        ("hash", f"md5:{offer.hash_of(version.xform.encode())}"),
        ("downloadUrl", _url(request, "openrosa_form", version)),
        ("manifestUrl", manifest_url),
    ]


def _url(request: HttpRequest, name: str, version: FormVersion, *more: str) -> str:
    path = reverse(f"exchange:{name}", args=[version.pk, *more])
    return request.build_absolute_uri(path)


@device
@page(purpose=CM, roles=rules.FILL)
def form(request: Request, pk: UUID) -> HttpResponseBase:
    """A version as pyxform made it."""
    if request.method not in READ:
        return not_allowed(*READ)
    version = offer.version(request.access, pk)
    return HttpResponse(version.xform, content_type="text/xml; charset=utf-8")


@device
@page(purpose=CM, roles=rules.FILL)
def manifest(request: Request, pk: UUID) -> HttpResponseBase:
    """The files beside a version."""
    if request.method not in READ:
        return not_allowed(*READ)
    version = offer.version(request.access, pk)
    rows = [
        (
            {"type": "entityList"} if file.entities else {},
            [
                ("filename", file.name),
                ("hash", f"md5:{file.md5}"),
                ("downloadUrl", _url(request, "openrosa_media", version, file.name)),
            ],
        )
        for file in offer.beside(request.access, version)
    ]
    return entries("manifest", MANIFEST, "mediaFile", rows)


@device
@page(purpose=CM, roles=rules.FILL)
def media(request: Request, pk: UUID, name: str) -> HttpResponseBase:
    """One of them."""
    if request.method not in READ:
        return not_allowed(*READ)
    version = offer.version(request.access, pk)
    content, kind = offer.content(request.access, version, name)
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = "attachment"
    return answer


@device
@page(purpose=CM, roles=rules.FILL)
def submit(request: Request) -> HttpResponseBase:
    """HEAD: where and how much. POST: answers, with all of their files or with some.

    https://docs.getodk.org/openrosa-form-submission/
    """
    if request.method == "HEAD":
        return _with_limits(request, HttpResponse(status=204))
    if request.method != "POST":
        return not_allowed("HEAD", "POST")
    if body_length(request, MOST_AT_ONCE + settings.FORM_FILE_LIMIT) is None:
        raise Unacceptable("size")
    xml, files = _sent(request)
    envelope = submission.open_envelope(xml)
    if request.POST.get(INCOMPLETE, "").lower() == "yes":
        actions.keep(request.access, instance=envelope.instance_id, files=files)
        return _with_limits(request, _received(202, envelope, whole=False))
    if actions.waiting(request.access, envelope.instance_id).exists():
        actions.hand_in(
            request.access, form=envelope.form, instance=envelope.instance_id, xml=xml, files=files
        )
    else:
        questionnaires.submit(request.access, form=envelope.form, xml=xml, files=files)
    return _with_limits(request, _received(201, envelope, whole=True))


def _sent(request: Request) -> tuple[str, list[Attached]]:
    """The answers and the files that came in this request, by the names that the answers give them."""
    xml, files = "", dict[str, bytes]()
    for field, uploaded in request.FILES.items():
        content = cast(Any, uploaded).read()
        if field == XML:
            if len(content) > submission.MOST_BYTES:
                raise Unacceptable("size")
            xml = content.decode()
        else:
            name = cast(Any, uploaded).name or field
            if len(name) > NAME_LENGTH:
                raise Unacceptable("xml")
            files[name] = content
    if not xml:
        raise Unacceptable("xml")
    return xml, attachments.accepted(list(files.items()))


def _received(status: int, envelope: Envelope, *, whole: bool) -> HttpResponse:
    text = _("Received. Thank you.") if whole else _("A part was received; the rest is awaited.")
    about = {
        "id": envelope.form[:LINE_LENGTH],
        "version": envelope.version[:LINE_LENGTH],
        "instanceID": envelope.instance_id,
        "isComplete": str(whole).lower(),
    }
    return message(status, text, nature="submit_success", about=about)


def _with_limits(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    answer.headers["Location"] = request.build_absolute_uri(reverse("exchange:openrosa_submission"))
    answer.headers["X-OpenRosa-Accept-Content-Length"] = str(settings.FORM_FILE_LIMIT)
    return answer
