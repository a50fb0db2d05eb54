"""System checks: the project is wired to the interface, and its assets are built."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from jatigi.ui.assets import manifest


@register(Tags.templates)
def the_project_is_wired(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.FORM_RENDERER != "jatigi.ui.forms.Renderer":
        found.append(Warning("FORM_RENDERER is not jatigi.ui.forms.Renderer.", id="ui.W001"))
    if "jatigi.ui.middleware.FormAnswers" not in settings.MIDDLEWARE:
        found.append(Warning("jatigi.ui.middleware.FormAnswers is not installed.", id="ui.W002"))
    return found


@register(Tags.staticfiles, deploy=True)
def the_assets_are_built(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    if manifest():
        return []
    return [
        Error(
            "The assets are not built.",
            hint="Run npm ci and npm run build in frontend/.",
            id="ui.E001",
        )
    ]
