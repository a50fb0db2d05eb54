"""What the server calls. Refuses to start without the node key."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jatigi.project.settings")
application = get_wsgi_application()

from jatigi.kernel import vault  # noqa: E402

vault.node_key()
