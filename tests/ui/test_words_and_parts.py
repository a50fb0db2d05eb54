"""Dates, numbers and small parts as an office of the country writes them."""

import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

import jatigi.ui
from jatigi.ui import charts, words
from jatigi.ui.middleware import FormAnswers
from jatigi.ui.shell import Link, menu

UI = Path(jatigi.ui.__file__).parent
ROOMS = UI.parent
FRONTEND = ROOMS.parents[1] / "frontend"


def drawn(template: str, **context: Any) -> str:
    return Template("{% load ui %}" + template).render(Context(context))


@pytest.mark.parametrize(
    ("value", "french"),
    [
        (date(2026, 11, 21), "21 novembre 2026"),
        (date(2026, 11, 1), "1er novembre 2026"),
        (date(2026, 11, 11), "11 novembre 2026"),
        (datetime(2026, 11, 21, 14, 5, tzinfo=UTC), "21 novembre 2026 à 14:05"),
    ],
)
def test_a_day_is_written_as_an_office_writes_it(value: date, french: str) -> None:
    with translation.override("fr"):
        assert f">{french}</time>" in words.moment(value)


def test_the_first_of_a_month_is_said_so_in_french_alone() -> None:
    shown = "{{ day|date:'l j F Y' }}, {{ day|date }}, {{ day|date:'Y-m-d' }}, {{ last|date:'j F' }}, {{ none|date }}"
    days = {"day": date(2026, 12, 1), "last": date(2026, 12, 31), "none": None}
    with translation.override("fr"):
        assert drawn(shown, **days) == "mardi 1er décembre 2026, 1er décembre 2026, 2026-12-01, 31 décembre, "
    with translation.override("en"):
        assert drawn(shown, **days) == "Tuesday 1 December 2026, 1 December 2026, 2026-12-01, 31 December, "


def test_numbers_have_narrow_spaces_and_money_no_decimals() -> None:
    with translation.override("fr"):
        assert words.number(1234567) == "1\u202f234\u202f567"
        assert words.money(25000) == "25\u202f000\u00a0F\u00a0CFA"
    with translation.override("en"):
        assert words.moment(date(2026, 11, 21)) == '<time datetime="2026-11-21">21 November 2026</time>'


@pytest.mark.parametrize(
    ("span", "french"),
    [(timedelta(minutes=1), "1 minute"), (timedelta(hours=47), "47 heures"), (timedelta(days=-3), "3 jours")],
)
def test_a_span_is_said_in_its_largest_unit(span: timedelta, french: str) -> None:
    with translation.override("fr"):
        assert words.how_long(span) == french


def test_urgency_is_told_by_words_and_not_by_colour() -> None:
    with translation.override("fr"):
        assert "Sous 24 heures" in drawn("{% urgency 1 %}")
        assert drawn("{% urgency 0 %}{% urgency None %}") == ""


def test_the_entry_of_the_page_is_the_current_one() -> None:
    entries = [Link("Home", "/"), Link("People", "/people/"), Link("Search", "/people/search/")]
    assert [link.current for link in menu(entries, "/people/search/")] == [False, False, True]
    assert [link.current for link in menu(entries, "/people/42/")] == [False, True, False]
    assert [link.current for link in menu(entries, "/cases/")] == [False, False, False]


def test_a_suppressed_figure_has_no_bar_and_says_so() -> None:
    chart = charts.bars([("Soins", 40), ("Retour", None), ("Lit", 10)])
    assert [bar.length for bar in chart.bars] == [chart.room, 0, chart.room / 4]
    with translation.override("fr"):
        assert "non publié" in drawn('{% bar_chart figures "Besoins" %}', figures=[("Retour", None)])


def test_a_form_sent_by_fetch_is_told_where_to_go() -> None:
    def answer(request: Any) -> HttpResponse:
        response = HttpResponseRedirect("/next/")
        response.set_cookie("kept", "yes")
        return response

    sent = FormAnswers(answer)(RequestFactory().post("/", headers={"X-Form-Fetch": "1"}))
    assert (sent.status_code, sent["X-Location"], sent.cookies["kept"].value) == (204, "/next/", "yes")
    assert FormAnswers(answer)(RequestFactory().post("/")).status_code == 302


class _Tags(HTMLParser):
    """Elements that a policy of `default-src 'self'` would stop."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if "style" in names or tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name.startswith("on")]


@pytest.mark.parametrize("template", sorted(ROOMS.glob("*/templates/**/*.html")), ids=lambda path: path.name)
def test_no_template_needs_inline_scripts_or_styles(template: Path) -> None:
    parser = _Tags()
    parser.feed(template.read_text(encoding="utf-8"))
    assert parser.found == []


def test_every_icon_that_a_room_names_exists() -> None:
    drawings = FRONTEND / "node_modules" / "lucide-static" / "icons"
    if not drawings.exists():
        pytest.skip("the npm packages are not installed")
    known = {path.stem for path in drawings.glob("*.svg")}
    named = re.compile(r"\{% icon [\"']([a-z0-9-]+)[\"']|\bicon=[\"']([a-z0-9-]+)[\"']")
    asked = {
        first or second
        for path in [*ROOMS.glob("*/templates/**/*.html"), *ROOMS.glob("*/**/*.py")]
        for first, second in named.findall(path.read_text(encoding="utf-8"))
    }
    assert asked - known == set()


def test_the_lock_of_npm_names_no_registry() -> None:
    lock = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
