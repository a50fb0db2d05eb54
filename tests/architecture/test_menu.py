"""What is offered opens: every entry of every role's menu, and every list that those pages lead to."""

import re

import pytest

from jatigi.agencies.context import menu
from jatigi.kernel.access import Role
from jatigi.kernel.http import opens
from tests.architecture.world import World

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r'<a [^>]*href="(/[^"#?]*)[^"]*"')


@pytest.mark.parametrize("role", Role.values)
def test_every_entry_of_the_menu_opens(world: World, role: str) -> None:
    who = world.staff[role]
    answers = {item.url: world.client(who).get(item.url).status_code for item in menu(who())}
    assert answers
    assert {url: status for url, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("role", Role.values)
def test_no_page_of_the_menu_leads_to_a_closed_door(world: World, role: str) -> None:
    client = world.client(world.staff[role])
    pages = {item.url: client.get(item.url).content.decode() for item in menu(world.staff[role]())}
    offered = {(page, url) for page, text in pages.items() for url in ADDRESS.findall(text)}
    status = {url: client.get(url).status_code for _page, url in offered}
    assert {(page, url) for page, url in offered if status[url] >= 400} == set()


def test_an_entry_is_left_out_where_its_page_is_closed(world: World) -> None:
    reception, focal = world.staff[Role.RECEPTION](), world.staff[Role.FOCAL_POINT]()
    assert [opens(access, "/welcome/") for access in (reception, focal)] == [True, False]
    assert [opens(access, "/sites/") for access in (reception, focal)] == [True, False]
    assert opens(reception, "/nowhere/") is False
