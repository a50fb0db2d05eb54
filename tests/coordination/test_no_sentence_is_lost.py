"""Several members write the same minutes at the same moment: every sentence stays, and paragraphs stand in one order."""

import random
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jatigi.coordination.bodies import actions as bodies
from jatigi.coordination.minutes import actions
from jatigi.coordination.minutes.models import Minutes, Paragraph, ParagraphText
from jatigi.coordination.minutes.places import between
from jatigi.kernel.access import Access, Role
from jatigi.kernel.errors import Conflict, JatigiError
from tests.cast import Cast, member
from tests.coordination.meetings import body, event

TIMES = 8


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 10_000), max_size=120))
def test_between_two_places_there_is_always_another(inserted: list[int]) -> None:
    """Wherever paragraphs come in, what stood before and after them goes on doing so."""
    places: list[str] = []
    for number in inserted:
        at = number % (len(places) + 1)
        new = between(places[at - 1] if at else "", places[at] if at < len(places) else "")
        places.insert(at, new)
    assert places == sorted(set(places))
    assert not any(place.endswith("0") for place in places)


@pytest.mark.django_db(transaction=True)
def test_several_members_write_at_once_and_no_sentence_is_lost(cast: Cast) -> None:
    keeper = member(cast.gao, "assa", Role.COORDINATOR)
    group = body(keeper)
    for house in (cast.croix, cast.loin):
        bodies.seat(keeper(), group, organisation=house.pk)
    minutes = actions.begin(keeper(), event(keeper, group))
    shared = [actions.insert(keeper(), minutes, text=f"Point {number}.") for number in range(3)]
    writers = [keeper(), cast.fanta(), cast.kadi(), cast.lassana(), cast.drissa()]
    said: set[str] = {f"Point {number}." for number in range(3)}
    refused: list[str] = []
    together(
        *[writer_of(access, number, minutes, shared, said, refused) for number, access in enumerate(writers)]
    )

    rows = list(Paragraph.objects.visible_to(keeper()).filter(minutes=minutes))
    texts = list(ParagraphText.objects.visible_to(keeper()).filter(paragraph__in=[row.pk for row in rows]))
    assert refused == []
    assert {text.text for text in texts} == said
    assert len(said) == 3 + len(writers) * TIMES
    assert len({row.place for row in rows}) == len(rows)
    held = {(text.paragraph_id, text.number): text for text in texts}
    assert all(held[row.pk, row.number].text == row.text for row in rows)
    assert not any(held[row.pk, row.number].aside for row in rows)
    ordered = [row.pk for row in sorted(rows, key=lambda row: row.place)]
    assert [pk for pk in ordered if pk in {one.pk for one in shared}] == [one.pk for one in shared]

    frozen = actions.circulate(keeper(), minutes)
    with pytest.raises(Conflict):
        actions.save_paragraph(cast.kadi(), shared[0], text="Trop tard.", based_on=1)
    assert frozen.state == "circulated"


def writer_of(
    access: Access, number: int, minutes: Minutes, shared: list[Paragraph], said: set[str], refused: list[str]
) -> Callable[[], None]:
    """Writes `TIMES` sentences of its own: over what others write, by what it saw at first, and between them."""
    chance = random.Random(number)

    def write() -> None:
        for time in range(TIMES):
            sentence = f"Le membre {number} dit la phrase {time}."
            said.add(sentence)
            target = chance.choice(shared)
            try:
                if time % 2:
                    actions.insert(access, minutes, text=sentence, after=target.pk)
                else:
                    actions.save_paragraph(access, target, text=sentence, based_on=1)
            except (JatigiError, DatabaseError) as error:
                refused.append(repr(error))

    return write


def together(*acts: Callable[[], None]) -> None:
    """All at the same moment, each with a connection of its own."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
