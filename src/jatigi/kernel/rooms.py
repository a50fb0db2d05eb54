"""What every room does at start-up: load its rules, actions, hooks and jobs, so that they are registered."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

REGISTERING = ("rules", "actions", "hooks", "jobs")


class Room(AppConfig):
    """App of one room. The modules in `REGISTERING` are loaded where they exist."""

    def ready(self) -> None:
        for name in REGISTERING:
            if find_spec(f"{self.name}.{name}"):
                import_module(f"{self.name}.{name}")
