"""What is offered opens: every entry of every role's menu, and every list that those pages lead to."""

import re

import pytest
from django.urls import resolve

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
    followed = few_of_each({url for _page, url in offered} - set(status))
    status |= {url: client.get(url).status_code for url in followed}
    assert {(page, url) for page, url in offered if status.get(url, 200) >= 400} == set()


def few_of_each(urls: set[str]) -> list[str]:
    """Two addresses of each page: the first and the last row of a list."""
    pages: dict[str, list[str]] = {}
    for url in sorted(urls):
        pages.setdefault(resolve(url).view_name, []).append(url)
    return [url for found in pages.values() for url in {found[0], found[-1]}]


def test_an_entry_is_left_out_where_its_page_is_closed(world: World) -> None:
    reception, focal = world.staff[Role.RECEPTION](), world.staff[Role.FOCAL_POINT]()
    assert [opens(access, "/welcome/") for access in (reception, focal)] == [True, False]
    assert [opens(access, "/sites/") for access in (reception, focal)] == [True, False]
    assert opens(reception, "/nowhere/") is False
