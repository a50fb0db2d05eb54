from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "jatigi.kernel"
