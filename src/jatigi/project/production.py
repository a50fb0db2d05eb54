"""What must be true before a node serves real people: secrets, the node key, the authority's reference."""

import os
from pathlib import Path
from urllib.parse import urlsplit

MINIMUM_SECRET = 50
CERTIFICATE, CERTIFICATE_KEY = "JATIGI_TLS_CERTIFICATE", "JATIGI_TLS_KEY"


def faults() -> list[str]:
    """Sentences in French, one for each thing that is missing or cannot be accepted."""
    found = []
    secret = os.environ.get("JATIGI_SECRET_KEY", "")
    if len(secret) < MINIMUM_SECRET or len(set(secret)) < 10:
        found.append(
            f"JATIGI_SECRET_KEY manque ou est trop faible ({MINIMUM_SECRET} caractères aléatoires au moins)."
        )
    if not os.environ.get("JATIGI_ALLOWED_HOSTS"):
        found.append("JATIGI_ALLOWED_HOSTS manque : le ou les noms sous lesquels ce nœud répond.")
    found += _address_faults() + _name_faults()
    if not os.environ.get("JATIGI_NODE_HOST"):
        found.append("JATIGI_NODE_HOST manque : l’organisation qui héberge, nommée à l’écran de l’accord.")
    if not os.environ.get("JATIGI_APDP_REFERENCE"):
        found.append(
            "JATIGI_APDP_REFERENCE manque : la référence de l’autorisation de l’autorité de protection "
            "des données (loi 2013-015)."
        )
    found += _tls_faults() + _key_faults()
    return found


def _address_faults() -> list[str]:
    address = urlsplit(os.environ.get("JATIGI_PUBLIC_URL", ""))
    if address.scheme in ("https", "http") and address.hostname:
        return []
    return [
        "JATIGI_PUBLIC_URL manque ou n’est pas une adresse complète (https://…) : celle qui est écrite dans les courriels."
    ]


def _name_faults() -> list[str]:
    """A checkpoint of the journal names its node as signed notes do: one printable word without a plus sign."""
    name = os.environ.get("JATIGI_NODE_NAME", "")
    if name.isprintable() and name and not {" ", "+"} & set(name):
        return []
    return ["JATIGI_NODE_NAME manque ou contient une espace ou un « + » : le nom de ce nœud dans le journal."]


def _tls_faults() -> list[str]:
    paths = [os.environ.get(CERTIFICATE, ""), os.environ.get(CERTIFICATE_KEY, "")]
    if any(paths) and not all(path and Path(path).is_file() for path in paths):
        return [f"{CERTIFICATE} et {CERTIFICATE_KEY} doivent nommer deux fichiers lisibles."]
    return []


def _key_faults() -> list[str]:
    from jatigi.kernel import vault

    try:
        vault.node_key()
    except vault.Locked as locked:
        return [f"La clé du nœud : {locked} (JATIGI_NODE_KEY_FILE ; ./run jatigi keys create)"]
    return []


def faults_of_the_database() -> list[str]:
    """The same for what is seen only once the database is open: the key is the one under which it was sealed."""
    from jatigi.kernel import vault
    from jatigi.kernel.models import log_secret

    try:
        log_secret()
    except vault.Locked:
        return ["La clé du nœud n’est pas celle de cette base de données (JATIGI_NODE_KEY_FILE)."]
    return []


def certificate() -> tuple[str, str] | None:
    """Certificate and key for TLS on a local network, None behind a proxy or on the loopback."""
    paths = os.environ.get(CERTIFICATE, ""), os.environ.get(CERTIFICATE_KEY, "")
    return paths if all(paths) else None


def first_run() -> None:
    """Where there is no organisation yet, print the one-time secret of the set-up page."""
    from jatigi.agencies import setup
    from jatigi.agencies.models import Organisation

    if not Organisation.objects.exists():
        print(
            f"Première mise en route : ouvrez /setup/ et donnez ce secret : {setup.create_secret()}",
            flush=True,
        )
