"""The vocabulary of a page. Pages are composed of these tags; `style/` shows each with its states."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import segno
from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jatigi.ui import assets, charts, shell
from jatigi.ui.forms import summary_of

register = template.Library()

DIRECTED = ("arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-in", "log-out", "reply", "send", "undo-2")
"""Drawings that point along the line of reading and turn round from right to left."""
TONES = ("neutral", "info", "success", "warning", "danger")
TONE_ICONS = {
    "neutral": "circle",
    "info": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "danger": "octagon-alert",
}
URGENCIES = {
    1: (gettext_lazy("Within 24 hours"), "siren"),
    2: (gettext_lazy("Within 72 hours"), "clock-alert"),
    3: (gettext_lazy("Within 2 weeks"), "calendar-clock"),
}


# The page itself


@register.simple_tag
def asset(name: str) -> SafeString:
    """Links to a built entry: `main` (every page), `form` (pages with a questionnaire), `noscript`."""
    entry = assets.entry(name)
    styles = format_html_join("", '<link rel="stylesheet" href="{}">', ((url,) for url in entry.styles))
    scripts = format_html_join("", '<script type="module" src="{}"></script>', ((url,) for url in entry.scripts))
    return styles + scripts


@register.simple_tag
def icon(name: str, label: Any = "", size: str = "") -> SafeString:
    """A drawing by its Lucide name; silent unless it has a label. `size` is a CSS class suffix, seldom needed."""
    drawing = mark_safe(assets.icons().get(name, ""))
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    classes = "icon icon--directed" if name in DIRECTED else "icon"
    return format_html(
        '<svg class="{}{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>',
        classes,
        f" icon--{size}" if size else "",
        voice,
        drawing,
    )


@register.simple_tag
def page_texts() -> SafeString:
    """The sentences that scripts may show, as data attributes of <body>."""
    texts = {
        "sending": _("Sending…"),
        "offline": _("There is no connection. Nothing was sent, and what you typed is still here. Try again in a moment."),
        "resume": _("Your session has ended. Sign in again to go on; what you typed is still here."),
        "not-now": _("Not now"),
        "confirm": _("Confirm"),
        "cancel": _("Cancel"),
    }
    return format_html_join(" ", 'data-text-{}="{}"', texts.items())


@register.simple_tag(takes_context=True)
def menu(context: template.Context, items: Iterable[Any] | None) -> list[shell.Link]:
    """The entries of a menu with the current one marked, by the address of the request."""
    request = context.get("request")
    return shell.menu(items or (), getattr(request, "path", ""))


@register.simple_tag
def languages() -> list[dict[str, Any]]:
    """The languages offered: `code`, `name` in the language itself, `current`."""
    current = translation.get_language()
    return [{"code": code, "name": _own_name(code, name), "current": code == current} for code, name in settings.LANGUAGES]


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


# Doing


@register.simple_tag
def button(
    label: Any, kind: str = "primary", icon: str = "", name: str = "", value: Any = "", large: bool = False, type: str = "submit"
) -> SafeString:
    """A button of a form. kind: primary, quiet, danger, plain."""
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button type="{}" class="{}"{}>{}{}</button>', type, _button(kind, large), named, _drawing(icon), label)


@register.simple_tag
def link_button(label: Any, url: str, kind: str = "primary", icon: str = "", large: bool = False, dialog: str = "") -> SafeString:
    """A link that looks like a button. With `dialog` it opens that dialog; without scripts it leads to `url`."""
    opens = format_html(' data-dialog="{}"', dialog) if dialog else ""
    return format_html('<a class="{}" href="{}"{}>{}{}</a>', _button(kind, large), url, opens, _drawing(icon), label)


@register.simple_tag
def print_button(label: Any = "") -> SafeString:
    """A button that prints the page; absent without scripts."""
    return format_html(
        '<button type="button" class="button button--quiet" data-print>{}{}</button>', _drawing("printer"), label or _("Print")
    )


@register.simple_block_tag
def confirm_dialog(content: str, id: str, title: Any, action: str, label: Any, kind: str = "primary", token: str = "") -> SafeString:
    """A question before an act: the block says what will happen, `label` is the verb. `token` is csrf_token.

    Open it with `link_button … dialog=id`, whose address is the page asking the same without scripts.
    """
    return _component("confirm_dialog", content=content, id=id, title=title, action=action, label=label, kind=_button(kind), token=token)


def _button(kind: str, large: bool = False) -> str:
    return "button" + ("" if kind == "primary" else f" button--{kind}") + (" button--large" if large else "")


def _drawing(name: str) -> SafeString:
    return icon(name) if name else SafeString("")


# Showing


@register.simple_block_tag
def card(content: str, title: Any = "", icon: str = "", level: int = 2, actions: Any = "", id: str = "") -> SafeString:
    """A part of a page with its heading."""
    return _component("card", content=content, title=title, icon=icon, level=level, actions=actions, id=id)


@register.simple_tag
def definitions(pairs: Iterable[tuple[Any, Any]] | Mapping[Any, Any]) -> SafeString:
    """A list of (label, value); an empty value reads "not given"."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    rows = format_html_join("", '<div class="fact"><dt>{}</dt><dd>{}</dd></div>', ((label, or_absent(value)) for label, value in items))
    return format_html('<dl class="facts">{}</dl>', rows)


@register.simple_tag
def fact(label: Any, value: Any) -> SafeString:
    """One line of a `<dl class="facts">`."""
    return format_html('<div class="fact"><dt>{}</dt><dd>{}</dd></div>', label, or_absent(value))


@register.simple_block_tag
def fact_block(content: str, label: Any) -> SafeString:
    """One line of a `<dl class="facts">` whose value is made of tags."""
    return format_html('<div class="fact"><dt>{}</dt><dd>{}</dd></div>', label, content)


@register.simple_block_tag
def table(content: str, *columns: Any, caption: Any, numbers: str = "", show_caption: bool = False) -> SafeString:
    """A table that becomes cards on a phone. `numbers`: positions of columns of numbers, from 1, as "3,4"."""
    right = {int(position) for position in numbers.split(",") if position.strip()}
    heads = [(column, index in right) for index, column in enumerate(columns, start=1)]
    return _component("table", content=content, heads=heads, caption=caption, show_caption=show_caption)


@register.simple_block_tag
def row(content: str) -> SafeString:
    return format_html('<tr role="row">{}</tr>', content)


@register.simple_block_tag
def cell(content: str, label: Any = "", number: bool = False) -> SafeString:
    """A cell; `label` is its column's name, read beside it on a phone."""
    named = format_html(' data-label="{}"', label) if label else ""
    return format_html('<td role="cell"{}{}><div>{}</div></td>', named, mark_safe(' class="is-number"') if number else "", content)


@register.simple_tag
def pagination(previous: str = "", next: str = "", where: Any = "") -> SafeString:
    """Links to the page before and after; nothing when there is only one."""
    return _component("pagination", previous=previous, next=next, where=where) if previous or next else SafeString("")


@register.simple_tag
def badge(text: Any, tone: str = "neutral", icon: str = "") -> SafeString:
    """A short word that classifies. tone: neutral, info, success, warning, danger."""
    return format_html('<span class="badge badge--{}">{}{}</span>', _tone(tone), _drawing(icon), text)


@register.simple_tag
def urgency(level: int | str | None, text: Any = "") -> SafeString:
    """The urgency of a case or referral: 1 within 24 h, 2 within 72 h, 3 within 2 weeks; nothing for none."""
    number = int(level or 0)
    if number not in URGENCIES:
        return SafeString("")
    words, drawing = URGENCIES[number]
    return format_html('<span class="badge urgency urgency--{}">{}{}</span>', number, icon(drawing), text or words)


@register.simple_tag
def status(text: Any, tone: str = "neutral", icon: str = "") -> SafeString:
    """Where a thing stands, with its drawing."""
    return format_html('<span class="status status--{}">{}{}</span>', _tone(tone), _drawing(icon or TONE_ICONS[_tone(tone)]), text)


@register.simple_tag
def code(value: Any, large: bool = False) -> SafeString:
    """A code that people read aloud."""
    return format_html('<code class="code{}" translate="no">{}</code>', mark_safe(" code--large") if large else "", value)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: Any = "", icon: str = "") -> SafeString:
    """Something to notice in the page. tone: info, success, warning, danger."""
    return _component("notice", content=content, tone=_tone(tone), title=title, icon=icon or TONE_ICONS[_tone(tone)])


@register.simple_block_tag
def empty(content: str, title: Any, icon: str = "inbox", url: str = "", label: Any = "") -> SafeString:
    """An empty list: says what to do first, and leads there."""
    return _component("empty", content=content, title=title, icon=icon, url=url, label=label)


@register.simple_block_tag
def event(
    content: str, title: Any, at: Any = None, icon: str = "circle", tone: str = "neutral", by: Any = "", url: str = "", entered: Any = None
) -> SafeString:
    """One thing that happened, inside `<ol class="timeline">`. `entered` when it was written down later."""
    return _component("event", content=content, title=title, at=at, icon=icon, tone=_tone(tone), by=by, url=url, entered=entered)


@register.simple_tag
def stepper(steps: Sequence[Any], current: int) -> SafeString:
    """The steps of a form in several pages; `current` counts from 1."""
    drawn = [(label, "done" if n < current else "current" if n == current else "next", n) for n, label in enumerate(steps, start=1)]
    return _component("stepper", steps=drawn, current=current, total=len(steps))


@register.simple_tag(takes_context=True)
def sections(context: template.Context, items: Iterable[Any], label: Any) -> SafeString:
    """The parts of a record, each with its own address: items with `label`, `url`, perhaps `count`, `current`."""
    path = getattr(context.get("request"), "path", "")
    links = list(items)
    if not any(_of(link, "current") for link in links):
        links = [shell.Link(_of(i, "label"), _of(i, "url"), "", _of(i, "url") == path, _of(i, "count")) for i in links]
    return _component("sections", items=links, label=label)


@register.simple_block_tag
def today_item(
    content: str, title: Any, url: str, danger: int = 4, due: Any = None, code: str = "", icon: str = "circle", count: int = 1, late: bool = False
) -> SafeString:
    """One thing to do today, inside `<ul class="today">`; danger 0 is a life at risk, 4 when possible."""
    level = 1 if danger <= 1 else 2 if danger == 2 else 3
    return _component(
        "today_item", content=content, title=title, url=url, level=level, danger=danger, due=due, code=code, icon=icon, count=count, late=late
    )


@register.simple_tag
def progress(value: int, total: int, label: Any, url: str = "") -> SafeString:
    """How far long work is. With `url`, the part is fetched again every 2 s until the server leaves `url` out."""
    return _component("progress", value=value, total=total, label=label, url=url, done=value >= total)


@register.simple_tag
def qr(text: str, label: Any = "") -> SafeString:
    """A QR code as SVG: never anything but a person's neutral code or a public address."""
    drawing = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None)
    return mark_safe(drawing.replace("<svg ", format_html('<svg role="img" aria-label="{}" ', label or _("QR code")), 1))


@register.simple_tag
def bar_chart(bars: Iterable[tuple[Any, Any]], caption: Any, unit: Any = "", open: bool = False) -> SafeString:
    """Horizontal bars of (label, number), with the same figures in a table beneath. None is a suppressed figure."""
    chart = charts.bars([(str(label), value) for label, value in bars])
    return _component("bar_chart", chart=chart, caption=caption, unit=unit, open=open)


@register.simple_tag
def stat(value: Any, label: Any, url: str = "") -> SafeString:
    """One figure with what it counts, inside `<div class="stats">`."""
    return _component("stat", value=value, label=label, url=url)


@register.simple_tag
def person_header(**parts: Any) -> SafeString:
    """The top of a person's page: what protects them first.

    `code`, `name`, `facts` (list of short texts), `urgency` (1–3), `urgency_text`, `alerts` (texts that protect: not safe
    to call …), `promises` (pairs text, due), `consents` (pairs text, tone), `actions` (html), `level` of its heading.
    """
    return _component("person_header", **parts)


@register.simple_tag
def signature(name: str, label: Any, help: Any = "", value: str = "") -> SafeString:
    """A pad to sign on; the form receives `name` as a PNG data URL. Offer thumbprint and witness beside it."""
    return _component("signature", name=name, label=label, help=help, value=value)


@register.simple_tag
def form_island(xform_url: str, submit_url: str, token: str, instance_url: str = "", language: str = "") -> SafeString:
    """Where a questionnaire is filled in; the page also needs `{% asset "form" %}` and the policy `jatigi.ui.csp.form_page`."""
    words = {
        "Send": _("Send"),
        "Choose image": _("Choose a picture"),
        "Take picture": _("Take a picture"),
        "Change language": _("Change language"),
        "Remove": _("Remove"),
        "Cancel": _("Cancel"),
        "Get location": _("Get the location"),
        "Try again": _("Try again"),
        "Powered by": _("Form by"),
        "Condition not satisfied: required": _("Answer this question."),
        "Condition not satisfied: constraint": _("This answer is not possible here."),
        "errors": _("Answers to look at again: 0"),
    }
    return _component(
        "form_island",
        xform_url=xform_url,
        submit_url=submit_url,
        token=token,
        instance_url=instance_url,
        language=language or translation.get_language(),
        words=json.dumps(words),
    )


@register.simple_tag
def error_summary(*several: BaseForm | None) -> SafeString:
    """At the top of a page with forms: every error as a link to its field. Nothing when all is well."""
    errors = summary_of(*(form for form in several if form is not None))
    return _component("error_summary", errors=errors) if errors else SafeString("")


# Words and numbers


@register.filter
def or_absent(value: Any) -> Any:
    """The value, or a soft "not given"."""
    if value is None or value == "" or value == []:
        return format_html('<span class="absent">{}</span>', _("Not given"))
    return moment(value) if isinstance(value, date) else conditional_escape(value)


@register.filter
def as_list(value: Any) -> list[Any]:
    """One thing as a list of one."""
    return [value]


@register.filter
def number(value: Any) -> str:
    """1234567 → 1 234 567 with narrow spaces in French; nothing for None."""
    return "" if value is None else formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def number_or_text(value: Any) -> Any:
    return number(value) if isinstance(value, int | float) else value


@register.filter
def money(value: Any) -> str:
    """An amount in XOF, without decimals."""
    return "" if value is None else f"{number(round(value))}\u00a0F\u00a0CFA"


@register.filter
def moment(value: Any) -> SafeString:
    """A day or a moment as an office writes it, readable by machines too."""
    if not isinstance(value, date):
        return SafeString(conditional_escape("" if value is None else value))
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    pattern = "DATETIME_FORMAT" if isinstance(value, datetime) else "DATE_FORMAT"
    words = formats.date_format(local, pattern)
    if translation.get_language().startswith("fr") and local.day == 1:
        words = words.replace("1 ", "1er ", 1)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes") if isinstance(local, datetime) else local.isoformat(), words)


@register.filter
def how_long(delta: Any) -> str:
    """A span in the largest unit that fits: minutes, hours, days."""
    minutes = int(abs(delta.total_seconds()) // 60)
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)d hour", "%(n)d hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("%(n)d day", "%(n)d days", minutes // 1440) % {"n": minutes // 1440}


@register.filter
def tone(level_tag: str) -> str:
    """The tone of one of Django's messages."""
    return {"error": "danger", "debug": "info"}.get(level_tag, level_tag or "info")


def _tone(name: str) -> str:
    return name if name in TONES else "neutral"


def _of(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)


def _component(component: str, /, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"ui/components/{component}.html", context).strip())
