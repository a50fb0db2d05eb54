"""Django's own commands, for those who develop: `./run jatigi manage makemigrations`."""

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage", *arguments])
    return 0
