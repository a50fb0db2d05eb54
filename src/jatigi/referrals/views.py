from typing import Any

from django.http import HttpResponse

from jatigi.kernel.access import Purpose
from jatigi.kernel.http import Request, page


@page(purpose=Purpose.REFERRAL)
def inbox(request: Request, **_kwargs: Any) -> HttpResponse:
    return HttpResponse()


outbox = emergency = detail = inbox
