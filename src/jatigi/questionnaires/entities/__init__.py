"""Entities: what a form says of records that live in other rooms (ODK Entities, versions 2022.1 to 2024.1).

A form names a list on its sheet `entities` and binds questions to its properties with `save_to`. A list is no table
of its own: it stands for named actions of a higher room (`people`: somebody is registered and perhaps begins a stay;
`cases`: a case is followed up), with the rules and the errors of the pages. `registry` says which lists there are,
`reading` what an answer says of an entity, `actions` makes it happen within the act that receives the answer.
"""

from jatigi.questionnaires.entities.registry import (
    EntityList,
    Made,
    Row,
    Said,
    documented,
    known,
    known_lists,
    offered_files,
    problems,
    register,
)

__all__ = [
    "EntityList",
    "Made",
    "Row",
    "Said",
    "documented",
    "known",
    "known_lists",
    "offered_files",
    "problems",
    "register",
]
"""Import `actions` by its own name: it needs the tables of the room."""
