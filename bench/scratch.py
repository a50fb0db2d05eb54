"""A node of its own for a measurement: fresh database below a temporary folder, or the one DATABASE_URL names."""

import atexit
import os
import shutil
import tempfile


def setup() -> None:
    """Settings, Django and migrations for a scratch node; removed at the end."""
    folder = tempfile.mkdtemp(prefix="jatigi-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {
        "JATIGI_MODE": "test",
        "JATIGI_VAR": folder,
        "DJANGO_SETTINGS_MODULE": "jatigi.project.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
