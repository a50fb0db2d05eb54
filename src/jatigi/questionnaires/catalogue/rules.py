"""Who brings forms and publishes them: for their own organisation. What comes with Jatigi, nobody changes here."""

from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.questionnaires.models import Form, FormVersion

BRING = frozenset({Role.SUPERVISOR, Role.DATA_OFFICER, Role.ORGANISATION_ADMINISTRATOR})

COUNTING = service_access("questionnaires.counting", ["questionnaires.Answer"], Purpose.ADMINISTRATION)
"""How many answers a form has says nothing about anybody; what stands in them is not read here."""


def may_bring(access: Access) -> bool:
    """Bring a form and publish it."""
    return access.organisation is not None and access.has(*BRING)


def may_settle(access: Access, form: Form) -> bool:
    """A form of the own organisation."""
    return may_bring(access) and form.organisation_id == access.organisation


def may_publish_this(access: Access, version: FormVersion) -> bool:
    return may_settle(access, version.form)
