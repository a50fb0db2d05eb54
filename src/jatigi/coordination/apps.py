from typing import Any

from django.db.models.signals import post_migrate

from jatigi.kernel import rooms


class CoordinationConfig(rooms.Room):
    name = "jatigi.coordination"

    def ready(self) -> None:
        super().ready()
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(sender: object, **_kwargs: Any) -> None:
    from jatigi.coordination.frameworks import reference

    reference.load()
