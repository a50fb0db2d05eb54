"""Buttons, dialogs, forms."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jatigi.ui.forms import summary_of
from jatigi.ui.tags.parts import component, drawing

register = template.Library()


@register.simple_tag
def button(
    label: Any,
    kind: str = "primary",
    icon: str = "",
    name: str = "",
    value: Any = "",
    large: bool = False,
    type: str = "submit",
) -> SafeString:
    """A button of a form. kind: primary, quiet, danger, plain."""
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button type="{}" class="{}"{}>{}{}</button>',
        type,
        _button(kind, large),
        named,
        drawing(icon),
        label,
    )


@register.simple_tag
def link_button(
    label: Any, url: str, kind: str = "primary", icon: str = "", large: bool = False, dialog: str = ""
) -> SafeString:
    """A link that looks like a button. With `dialog` it opens that dialog; without scripts it leads to `url`."""
    opens = format_html(' data-dialog="{}"', dialog) if dialog else ""
    return format_html(
        '<a class="{}" href="{}"{}>{}{}</a>', _button(kind, large), url, opens, drawing(icon), label
    )


@register.simple_tag
def print_button(label: Any = "") -> SafeString:
    """A button that prints the page; absent without scripts."""
    return format_html(
        '<button type="button" class="button button--quiet" data-print>{}{}</button>',
        drawing("printer"),
        label or _("Print"),
    )


@register.simple_block_tag
def confirm_dialog(
    content: str, id: str, title: Any, action: str, label: Any, kind: str = "primary", token: str = ""
) -> SafeString:
    """A question before an act: the block says what will happen, `label` is the verb. `token` is csrf_token.

    Open it with `link_button … dialog=id`, whose address is the page asking the same without scripts.
    """
    return component(
        "confirm_dialog",
        content=content,
        id=id,
        title=title,
        action=action,
        label=label,
        kind=_button(kind),
        token=token,
    )


def _button(kind: str, large: bool = False) -> str:
    return "button" + ("" if kind == "primary" else f" button--{kind}") + (" button--large" if large else "")


@register.simple_tag
def signature(name: str, label: Any, help: Any = "", value: str = "") -> SafeString:
    """A pad to sign on; the form receives `name` as a PNG data URL. Offer thumbprint and witness beside it."""
    return component("signature", name=name, label=label, help=help, value=value)


@register.simple_tag
def form_island(
    xform_url: str, submit_url: str, token: str, instance_url: str = "", language: str = "", **more: str
) -> SafeString:
    """Where a questionnaire is filled in; the page also needs `{% asset "form" %}` and the policy `jatigi.ui.csp.form_page`.

    `more`: `files_url` of what lies beside the form, `draft_url` to which drafts are sent, `held_url` and `held` (names, as
    JSON) of the files that came with `instance_url`, `corrects` the instance that is corrected.
    """
    phrases = {
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
        "change language": _("Change language"),
        "add": _("Add: {}"),
        "line": _("What to do with this line"),
        "attach_audio": _("A recording: WAV, MP3, M4A, OGG, AMR or AAC."),
        "attach_video": _("A film: MP4, 3GP or MOV."),
        "attach_file": _("A document in PDF, a picture, a recording or a film."),
        "attachChoose": _("Choose a file"),
        "attachKept": _("File added ({})."),
        "attachLarge": _("This file is too large: {} MB at most. It was not taken."),
        "errors": _("Answers to look at again: 0"),
    }
    return component(
        "form_island",
        xform_url=xform_url,
        submit_url=submit_url,
        token=token,
        instance_url=instance_url,
        language=language or translation.get_language(),
        words=json.dumps(phrases),
        file_limit=settings.FORM_FILE_LIMIT,
        **more,
    )


@register.simple_tag
def error_summary(*several: BaseForm | None) -> SafeString:
    """At the top of a page with forms: every error as a link to its field. Nothing when all is well."""
    errors = summary_of(*(form for form in several if isinstance(form, BaseForm)))
    return component("error_summary", errors=errors) if errors else SafeString("")
