"""Fills the node of the environment and prints what the users need: ids, names, sessions."""

import json
import sys

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from bench.crowd import fill
    from jatigi.kernel.schedule import run_now
    from jatigi.referrals.models import Referral
    from jatigi.referrals.rules import WATCH

    crowd = fill(int(sys.argv[1]), int(sys.argv[2]))
    run_now("database.count_rows")  # as the scheduler of a node that is not new has done
    cast = crowd.cast
    received = (
        Referral.objects.visible_to(WATCH).filter(recipient=cast.croix).values_list("pk", flat=True)[:500]
    )
    print(
        json.dumps(
            {
                "people": [str(pk) for pk in crowd.people[:5000]],
                "cases": [str(pk) for pk in crowd.cases[:5000]],
                "referrals": [str(pk) for pk in received],
                "names": crowd.names[:5000],
                "service": str(crowd.service.pk),
                "sessions": {
                    "desk": session(cast.awa.account),
                    "worker": session(cast.moussa.account),
                    "receiver": session(cast.kadi.account),
                },
            }
        )
    )


def session(account: object) -> str:
    """A signed-in session, as sign-in with a second factor leaves it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from jatigi.agencies.middleware import FACTOR_KNOWN
    from jatigi.agencies.sessions import SEEN, SIGNED_IN
    from jatigi.kernel import clock

    store = SessionStore()
    now = clock.now().isoformat()
    store.update(
        {
            SESSION_KEY: str(account.pk),  # type: ignore[attr-defined]
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: account.get_session_auth_hash(),  # type: ignore[attr-defined]
            SIGNED_IN: now,
            SEEN: now,
            FACTOR_KNOWN: True,
        }
    )
    store.save()
    return str(store.session_key)


if __name__ == "__main__":
    main()
