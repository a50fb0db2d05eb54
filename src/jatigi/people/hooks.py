"""What rooms below may know of a person."""

from uuid import UUID

from django.urls import reverse

from jatigi.kernel import hooks
from jatigi.kernel.access import Access
from jatigi.people.codes import MINORS
from jatigi.people.models import Person


@hooks.subjects
def person(access: Access, pk: UUID) -> hooks.Subject | None:
    found = Person.objects.visible_to(access).filter(pk=pk).first()
    return None if found is None else subject_of(found)


def subject_of(person: Person) -> hooks.Subject:
    return hooks.Subject(
        id=person.pk,
        key_id=person.key_id,
        organisation=person.organisation_id,
        code=person.code,
        url=reverse("people:person", args=[person.pk]),
        minor=person.age_group in MINORS,
        at_risk=person.at_risk,
    )
