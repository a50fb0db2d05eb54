from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "jatigi.ui"
    label = "ui"
    verbose_name = _("Interface")

    def ready(self) -> None:
        from jatigi.ui import checks  # noqa: F401
