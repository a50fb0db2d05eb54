"""The settings of ODK Collect as its configuration QR code carries them: JSON, zlib, base64.

https://docs.getodk.org/collect-import-export/
"""

import base64
import json
import zlib
from typing import Any

from django.conf import settings
from django.urls import reverse

from jatigi.agencies.models import Token


def server_url() -> str:
    """Where Collect looks for `/formList` and `/submission`."""
    return settings.PUBLIC_URL.rstrip("/") + reverse("exchange:openrosa_root").rstrip("/")


def collect_settings(token: Token, secret: str, organisation: str) -> dict[str, Any]:
    """What Collect is set to: whose server, which token; forms as they are published, nothing kept once it is sent.

    A code with an own password protects nothing that Android does not; what is sent is deleted from the device.
    """
    return {
        "general": {
            "server_url": server_url(),
            "username": token.pk.hex,
            "password": secret,
            "form_update_mode": "match_exactly",
            "periodic_form_updates_check": "every_one_hour",
            "autosend": "wifi_and_cellular",
            "delete_send": True,
            "analytics": False,
        },
        "admin": {"change_server": False, "autosend": False, "delete_after_send": False},
        "project": {"name": f"Jatigi · {organisation}", "icon": "J", "color": "#0b6b6b"},
    }


def encoded(collect: dict[str, Any]) -> str:
    """The text of the QR code."""
    text = json.dumps(collect, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
