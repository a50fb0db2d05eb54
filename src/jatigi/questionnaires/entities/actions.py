"""An answer's entity becomes a record, within the act that receives the answer: all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jatigi.kernel import erasure, hooks, prepared
from jatigi.kernel.access import Access
from jatigi.kernel.actions import Act
from jatigi.kernel.errors import Conflict, NotFound, Stale
from jatigi.kernel.models import ProtectedModel
from jatigi.questionnaires.codes import About
from jatigi.questionnaires.entities.reading import Entity, entity_of
from jatigi.questionnaires.entities.registry import EntityList, Made, Row, known
from jatigi.questionnaires.filling import about
from jatigi.questionnaires.filling.about import Whom
from jatigi.questionnaires.models import Answer, BoundEntity, FormVersion
from jatigi.questionnaires.rules import BINDING, RECEIVING
from jatigi.questionnaires.shape import shape_of
from jatigi.questionnaires.submission import Envelope, Unacceptable


@dataclass(frozen=True, slots=True)
class Bound:
    """What an answer is about because of its entity. `matter`: "" or a kind with `matter_id` (`hooks.matter`)."""

    person: UUID | None
    matter: str = ""
    matter_id: UUID | None = None


def bind(act: Act, version: FormVersion, envelope: Envelope, values: Mapping[str, Any]) -> Bound | None:
    """Do what the answer's entity says; None where the form has no entity or its conditions do not hold.

    Raises what the actions behind the list raise; `Conflict` where an entity of this id was made before, `Stale`
    where its record changed after the author saw it, `Unacceptable`, `NotFound`.
    """
    shape = shape_of(version.xform)
    entity = entity_of(envelope, shape, version.xform, values)
    if entity is None:
        return None
    found = known(entity.list)
    if found is None:
        raise Unacceptable("entity")
    prepared.take_turn(f"entity {act.organisation} {entity.list} {entity.id}")
    made = _created(act, entity, found) if entity.creates else _changed(act, entity, found)
    act.details.update(list=entity.list, entity=str(entity.id), record=str(made.record.pk))
    return Bound(made.person, made.matter, made.record.pk if made.matter else None)


def _created(act: Act, entity: Entity, found: EntityList) -> Made:
    if found.create is None:
        raise Unacceptable("entity")
    if _row(act, entity) is not None:
        raise Conflict(
            _("This record was made already, by other answers. Nothing was changed."), code="entity_exists"
        )
    made = found.create(act, entity.said)
    _keep(BoundEntity(organisation_id=act.organisation, list=entity.list, entity_id=entity.id), entity, made)
    return made


def _changed(act: Act, entity: Entity, found: EntityList) -> Made:
    if found.change is None or found.find is None:
        raise Unacceptable("entity")
    row = _row(act, entity)
    record = found.find(act.access, row.record_id if row else entity.id)
    if record is None:
        raise NotFound(_("The record that these answers are about is not open to you."))
    _must_be_as_seen(entity, record, row)
    made = found.change(act, record, entity.said)
    now = found.find(act.access, record.pk)
    row = row or BoundEntity(organisation_id=act.organisation, list=entity.list, entity_id=entity.id)
    _keep(row, entity, Made(now or record, made.person, made.matter))
    return made


def _must_be_as_seen(entity: Entity, record: ProtectedModel, row: BoundEntity | None) -> None:
    """The record is as its author saw it, or as the same device left it since (`branch`), without a connection."""
    if entity.seen is None:
        raise Unacceptable("entity")
    if entity.branch is None or entity.trunk is None:
        fresh = _version(record.version, row) == entity.seen
    elif row is not None and row.branch == entity.branch:
        fresh = row.left_at == record.version
    else:
        fresh = _version(record.version, row) == entity.trunk
    if not fresh:
        raise Stale(record)


def _version(version: int, row: BoundEntity | None) -> int:
    """As devices count: also what they changed without the record's own row, or theirs would run ahead for ever."""
    return version + (row.changes if row else 0)


def for_devices(access: Access, listed: EntityList) -> list[Row]:
    """What a device is given of a list, with the versions as devices count."""
    rows = list(listed.rows(access)) if listed.rows else []
    if listed.change is None or access.organisation is None:
        return rows
    bound = BoundEntity.objects.visible_to(BINDING).filter(
        organisation_id=access.organisation, list=listed.name, entity_id__in=[row.id for row in rows]
    )
    changed: dict[UUID | str, BoundEntity] = {one.entity_id: one for one in bound}
    return [replace(row, version=_version(row.version, changed.get(row.id))) for row in rows]


def _row(act: Act, entity: Entity) -> BoundEntity | None:
    rows = BoundEntity.objects.visible_to(BINDING).filter(
        organisation_id=act.organisation, list=entity.list, entity_id=entity.id
    )
    return rows.first()


def _keep(row: BoundEntity, entity: Entity, made: Made) -> None:
    row.record_id, row.person_id = made.record.pk, made.person
    row.branch, row.left_at = entity.branch, made.record.version
    row.changes += 1 if entity.updates and not entity.creates else 0
    row.save()


def forget(_act: Act, person: UUID) -> None:
    """An erasure: that a device called the person something goes too."""
    ours = erasure.access_to("questionnaires.BoundEntity")
    BoundEntity.objects.visible_to(ours).filter(person_id=person).delete()


hooks.erasing(forget)


def about_whom(
    act: Act, version: FormVersion, envelope: Envelope, values: Mapping[str, Any], found: Whom, earlier: bool
) -> Whom:
    """About whom answers are once their entity is there; `found` where they have none.

    What an entity became when the same answers came before, or those that they correct (`earlier`), stays as it is.
    Raises as `bind` does.
    """
    if shape_of(version.xform).entities is None or earlier:
        return found
    prepared.take_turn(f"answer {act.organisation} {envelope.instance_id}")
    rows = Answer.objects.visible_to(RECEIVING)
    known = rows.filter(organisation_id=act.organisation, instance_id=envelope.instance_id).first()
    if known is not None:
        return about.of(act.access, known)
    bound = bind(act, version, envelope, values)
    if bound is None:
        return found
    if bound.matter:
        return about.whom(act.access, bound.matter, bound.matter_id)
    return about.whom(act.access, About.PERSON if bound.person else About.NOTHING, bound.person)
