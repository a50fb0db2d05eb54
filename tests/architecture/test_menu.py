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
def test_every_entry_of_the_menu_opens_and_leads_to_no_closed_door(world: World, role: str) -> None:
    client = world.client(world.staff[role])
    answers = {item.url: client.get(item.url) for item in menu(world.staff[role]())}
    assert answers
    status = {url: answer.status_code for url, answer in answers.items()}
    assert {url: code for url, code in status.items() if code != 200} == {}
    offered = {(page, url) for page in answers for url in ADDRESS.findall(answers[page].content.decode())}
    status |= {url: client.get(url).status_code for url in {url for _page, url in offered} - set(status)}
    assert {(page, url) for page, url in offered if status[url] >= 400} == set()


def test_an_entry_is_left_out_where_its_page_is_closed(world: World) -> None:
    reception, focal = world.staff[Role.RECEPTION](), world.staff[Role.FOCAL_POINT]()
    assert [opens(access, "/welcome/") for access in (reception, focal)] == [True, False]
    assert [opens(access, "/sites/") for access in (reception, focal)] == [True, False]
    assert opens(reception, "/nowhere/") is False
