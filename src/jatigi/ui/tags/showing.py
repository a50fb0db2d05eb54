"""What a page shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import segno
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jatigi.ui import charts, shell, words
from jatigi.ui.tags.parts import component, drawing

register = template.Library()

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


@register.simple_block_tag
def card(
    content: str, title: Any = "", icon: str = "", level: int = 2, actions: Any = "", id: str = ""
) -> SafeString:
    """A part of a page with its heading."""
    if not title:  # lists have many of them
        return format_html(
            '<section class="card"{}>{}</section>', format_html(' id="{}"', id) if id else "", content
        )
    return component("card", content=content, title=title, icon=icon, level=level, actions=actions, id=id)


@register.simple_tag
def definitions(pairs: Iterable[tuple[Any, Any]] | Mapping[Any, Any]) -> SafeString:
    """A list of (label, value); an empty value reads "not given"."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    rows = format_html_join(
        "",
        '<div class="fact"><dt>{}</dt><dd>{}</dd></div>',
        ((label, words.or_absent(value)) for label, value in items),
    )
    return format_html('<dl class="facts">{}</dl>', rows)


@register.simple_tag
def fact(label: Any, value: Any) -> SafeString:
    """One line of a `<dl class="facts">`."""
    return format_html('<div class="fact"><dt>{}</dt><dd>{}</dd></div>', label, words.or_absent(value))


@register.simple_block_tag
def fact_block(content: str, label: Any) -> SafeString:
    """One line of a `<dl class="facts">` whose value is made of tags."""
    return format_html('<div class="fact"><dt>{}</dt><dd>{}</dd></div>', label, content)


@register.simple_block_tag
def table(
    content: str, *columns: Any, caption: Any, numbers: str = "", show_caption: bool = False
) -> SafeString:
    """A table that becomes cards on a phone. `numbers`: positions of columns of numbers, from 1, as "3,4"."""
    right = {int(position) for position in numbers.split(",") if position.strip()}
    heads = [(column, index in right) for index, column in enumerate(columns, start=1)]
    return component("table", content=content, heads=heads, caption=caption, show_caption=show_caption)


@register.simple_block_tag
def row(content: str) -> SafeString:
    return format_html('<tr role="row">{}</tr>', content)


@register.simple_block_tag
def cell(content: str, label: Any = "", number: bool = False) -> SafeString:
    """A cell; `label` is its column's name, read beside it on a phone."""
    named = format_html(' data-label="{}"', label) if label else ""
    return format_html(
        '<td role="cell"{}{}><div>{}</div></td>',
        named,
        mark_safe(' class="is-number"') if number else "",
        content,
    )


@register.simple_tag
def pagination(previous: str = "", next: str = "", where: Any = "") -> SafeString:
    """Links to the page before and after; nothing when there is only one."""
    return (
        component("pagination", previous=previous, next=next, where=where)
        if previous or next
        else SafeString("")
    )


@register.simple_tag
def badge(text: Any, tone: str = "neutral", icon: str = "") -> SafeString:
    """A short word that classifies. tone: neutral, info, success, warning, danger."""
    return format_html('<span class="badge badge--{}">{}{}</span>', _tone(tone), drawing(icon), text)


@register.simple_tag
def urgency(level: int | str | None, text: Any = "") -> SafeString:
    """The urgency of a case or referral: 1 within 24 h, 2 within 72 h, 3 within 2 weeks; nothing for none."""
    number = int(level or 0)
    if number not in URGENCIES:
        return SafeString("")
    phrase, picture = URGENCIES[number]
    return format_html(
        '<span class="badge urgency urgency--{}">{}{}</span>', number, drawing(picture), text or phrase
    )


@register.simple_tag
def status(text: Any, tone: str = "neutral", icon: str = "") -> SafeString:
    """Where a thing stands, with its drawing."""
    return format_html(
        '<span class="status status--{}">{}{}</span>',
        _tone(tone),
        drawing(icon or TONE_ICONS[_tone(tone)]),
        text,
    )


@register.simple_tag
def code(value: Any, large: bool = False) -> SafeString:
    """A code that people read aloud."""
    return format_html(
        '<code class="code{}" translate="no">{}</code>', mark_safe(" code--large") if large else "", value
    )


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: Any = "", icon: str = "") -> SafeString:
    """Something to notice in the page. tone: info, success, warning, danger."""
    return component(
        "notice", content=content, tone=_tone(tone), title=title, icon=icon or TONE_ICONS[_tone(tone)]
    )


@register.simple_block_tag
def empty(content: str, title: Any, icon: str = "inbox", url: str = "", label: Any = "") -> SafeString:
    """An empty list: says what to do first, and leads there."""
    return component("empty", content=content, title=title, icon=icon, url=url, label=label)


@register.simple_block_tag
def event(
    content: str,
    title: Any,
    at: Any = None,
    icon: str = "circle",
    tone: str = "neutral",
    by: Any = "",
    url: str = "",
    entered: Any = None,
) -> SafeString:
    """One thing that happened, inside `<ol class="timeline">`. `entered` when it was written down later."""
    return component(
        "event",
        content=content,
        title=title,
        at=at,
        icon=icon,
        tone=_tone(tone),
        by=by,
        url=url,
        entered=entered,
    )


@register.simple_tag
def stepper(steps: Sequence[Any], current: int) -> SafeString:
    """The steps of a form in several pages; `current` counts from 1."""
    drawn = [
        (label, "done" if n < current else "current" if n == current else "next", n)
        for n, label in enumerate(steps, start=1)
    ]
    return component("stepper", steps=drawn, current=current, total=len(steps))


@register.simple_tag(takes_context=True)
def sections(context: template.Context, items: Iterable[Any], label: Any) -> SafeString:
    """The parts of a record, each with its own address: items with `label`, `url`, perhaps `count`, `current`."""
    path = getattr(context.get("request"), "path", "")
    links = list(items)
    if not any(_of(link, "current") for link in links):
        links = [
            shell.Link(_of(i, "label"), _of(i, "url"), "", _of(i, "url") == path, _of(i, "count"))
            for i in links
        ]
    return component("sections", items=links, label=label)


@register.simple_block_tag
def today_item(
    content: str,
    title: Any,
    url: str,
    danger: int = 4,
    due: Any = None,
    code: str = "",
    icon: str = "circle",
    count: int = 1,
    late: bool = False,
) -> SafeString:
    """One thing to do today, inside `<ul class="today">`; danger 0 is a life at risk, 4 when possible."""
    level = 1 if danger <= 1 else 2 if danger == 2 else 3
    return component(
        "today_item",
        content=content,
        title=title,
        url=url,
        level=level,
        danger=danger,
        due=due,
        code=code,
        icon=icon,
        count=count,
        late=late,
    )


@register.simple_tag
def progress(value: int, total: int, label: Any, url: str = "") -> SafeString:
    """How far long work is. With `url`, the part is fetched again every 2 s until the server leaves `url` out."""
    return component("progress", value=value, total=total, label=label, url=url, done=value >= total)


@register.simple_tag
def qr(text: str, label: Any = "") -> SafeString:
    """A QR code as SVG: never anything but a person's neutral code or a public address."""
    svg = segno.make(text, error="m", micro=False).svg_inline(
        omitsize=True, border=2, svgclass="qr", lineclass=None
    )
    return mark_safe(
        svg.replace("<svg ", format_html('<svg role="img" aria-label="{}" ', label or _("QR code")), 1)
    )


@register.simple_tag
def bar_chart(
    bars: Iterable[tuple[Any, Any]], caption: Any, unit: Any = "", open: bool = False
) -> SafeString:
    """Horizontal bars of (label, number), with the same figures in a table beneath. None is a suppressed figure."""
    chart = charts.bars([(str(label), value) for label, value in bars])
    return component("bar_chart", chart=chart, caption=caption, unit=unit, open=open)


@register.simple_tag
def stat(value: Any, label: Any, url: str = "") -> SafeString:
    """One figure with what it counts, inside `<div class="stats">`."""
    return component("stat", value=value, label=label, url=url)


@register.simple_tag
def person_header(**parts: Any) -> SafeString:
    """The top of a person's page: what protects them first.

    `code`, `name`, `facts` (list of short texts), `urgency` (1–3), `urgency_text`, `alerts` (texts that protect: not safe
    to call …), `promises` (pairs text, due), `consents` (pairs text, tone), `actions` (html), `level` of its heading.
    """
    return component("person_header", **parts)


def _tone(name: str) -> str:
    return name if name in TONES else "neutral"


def _of(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
