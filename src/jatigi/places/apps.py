from typing import Any

from django.db.models.signals import post_migrate

from jatigi.kernel import rooms


class PlacesConfig(rooms.Room):
    name = "jatigi.places"

    def ready(self) -> None:
        super().ready()
        post_migrate.connect(_load_reference, sender=self)


def _load_reference(sender: object, **_kwargs: Any) -> None:
    from jatigi.places import reference

    reference.load()
