"""Who may sign in, and how passwords are kept."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher

from jatigi.agencies.models import Account


class AccountBackend(ModelBackend):
    """User name and password. Demonstration accounts do not exist in production."""

    def user_can_authenticate(self, user: Account | None) -> bool:  # type: ignore[override]
        if user is None or not user.is_active:
            return False
        return not (user.demonstration and settings.MODE == "serve")


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 46 MiB: as strong as a server of 600 MB can afford (OWASP password storage, 2025)."""

    memory_cost = 47_104
    time_cost = 1
    parallelism = 1
