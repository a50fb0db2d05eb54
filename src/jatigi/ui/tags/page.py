"""The page itself: assets, icons, menu, languages."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jatigi.kernel.access import ANONYMOUS
from jatigi.kernel.http import opens
from jatigi.ui import assets, shell
from jatigi.ui.tags.parts import icon

register = template.Library()


@register.simple_tag
def asset(name: str) -> SafeString:
    """Links to a built entry: `main` (every page), `form` (pages with a questionnaire), `noscript`."""
    entry = assets.entry(name)
    parts = (
        ('<link rel="stylesheet" href="{}">', entry.styles),
        ('<link rel="modulepreload" href="{}">', entry.imports),
        ('<script type="module" src="{}"></script>', entry.scripts),
    )
    return format_html_join(
        "", "{}", ((format_html(pattern, url),) for pattern, urls in parts for url in urls)
    )


register.simple_tag(icon)


@register.simple_tag
def page_texts() -> SafeString:
    """The sentences that scripts may show, as data attributes of <body>."""
    return _page_texts(translation.get_language())


@lru_cache(maxsize=8)
def _page_texts(_language: str | None) -> SafeString:
    texts = {
        "sending": _("Sending…"),
        "offline": _(
            "There is no connection. Nothing was sent, and what you typed is still here. Try again in a moment."
        ),
        "resume": _("Your session has ended. Sign in again to go on; what you typed is still here."),
        "not-now": _("Not now"),
        "confirm": _("Confirm"),
        "cancel": _("Cancel"),
    }
    return format_html_join(" ", 'data-text-{}="{}"', texts.items())


@register.simple_tag(takes_context=True)
def menu(context: template.Context, items: Iterable[Any] | None) -> tuple[shell.Link, ...]:
    """The entries of a menu with the current one marked, by the address of the request."""
    request = context.get("request")
    return tuple(shell.menu(items or (), getattr(request, "path", "")))


@register.simple_tag(takes_context=True)
def open_url(context: template.Context, name: str, *args: Any) -> str:
    """The address of a page like `{% url %}`, or nothing where the asker may not open it."""
    address = reverse(name, args=args)
    access = getattr(context.get("request"), "access", ANONYMOUS)
    return address if opens(access, address) else ""


@register.simple_tag
def languages() -> list[dict[str, Any]]:
    """The languages offered: `code`, `name` in the language itself, `current`."""
    current = translation.get_language()
    return [
        {"code": code, "name": _own_name(code, name), "current": code == current}
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag
def current_language_name() -> str:
    return next((str(language["name"]) for language in languages() if language["current"]), "")


def _own_name(code: str, fallback: Any) -> str:
    try:
        name: str = translation.get_language_info(code)["name_local"]
    except KeyError:
        return str(fallback)
    return name[:1].upper() + name[1:]


@register.simple_tag
def action_id() -> SafeString:
    """The hidden field that gives a form's action its id: sent twice, it has one effect."""
    return format_html('<input type="hidden" name="action_id" value="{}">', uuid4())
