"""Pages that belong to no room: health, refusals of the framework."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from jatigi.kernel.errors import NotFound, Refused
from jatigi.kernel.http import Request, public, refusal
from jatigi.kernel.models import log_secret


@public()
def health(request: Request) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@public()
def ready(request: Request) -> JsonResponse:
    """The database answers and the node key opens what is sealed in it; 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        log_secret()
    except Exception:  # noqa: BLE001  # whatever it is, the answer is: not ready
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ready"})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, NotFound())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = _(
        "This page was open for too long. Go back, reload it and send it again: nothing was changed."
    )
    return refusal(request, Refused(sentence, code="csrf"))
