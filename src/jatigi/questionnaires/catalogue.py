"""Published forms and their versions. Anybody on the node may read them."""

from django.utils.translation import get_language

from jatigi.kernel.errors import NotFound
from jatigi.questionnaires.models import Form, FormVersion


def current(code: str) -> FormVersion:
    """The version that is filled in now: the one published last. Raises `NotFound`."""
    versions = FormVersion.objects.filter(form__code=code).select_related("form")
    found = versions.order_by("-entered_at", "-number").first()
    if found is None:
        raise NotFound
    return found


def version(code: str, number: str) -> FormVersion | None:
    return FormVersion.objects.filter(form__code=code, number=number).select_related("form").first()


def title(form: Form) -> str:
    """In the reader's language."""
    return form.title_en if get_language() == "en" else form.title_fr
