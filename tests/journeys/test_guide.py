"""The guide tells the truth: its pictures are made by the journeys and are small, its buttons are those of the pages."""

import re
from itertools import chain
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings

from tests.journeys import album
from tests.journeys.pictures import LARGEST, named
from tests.journeys.test_tour import picture, toured

ROOT = Path(settings.BASE_DIR)
GUIDE = ROOT / "docs" / "guide"
CHAPTERS = sorted(GUIDE.glob("*.md"))
LOOKED = re.compile(r"""\b(?:look|approved)\([a-z]+(?:, look)?, "([a-z0-9-]+)"[,)]""")
WHOLE = 12_000_000


def test_every_picture_of_the_guide_is_made_by_the_tour_or_a_journey() -> None:
    modules = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    looked = set(chain.from_iterable(LOOKED.findall(text) for text in modules))
    made = looked | {f"{name}-360" for name in looked} | {picture(name) for name in toured()}
    assert named() - made == set()


def test_every_page_of_the_tour_stands_in_the_guide() -> None:
    assert {picture(name) for name in toured()} - named() == set()


def test_every_page_of_the_album_stands_under_its_title() -> None:
    captions = album.titles()
    assert set(captions) == {picture(name) for name in toured()}
    assert [name for name, title in captions.items() if not title or title.startswith("/")] == []


def test_the_pictures_are_there_and_small_and_none_is_left_over() -> None:
    kept = {path.stem: path.stat().st_size for path in (GUIDE / "images").glob("*.png")}
    assert set(kept) == named()
    assert {name: size for name, size in kept.items() if size > LARGEST} == {}
    assert sum(kept.values()) < WHOLE


def test_the_picture_of_the_readme_is_in_the_guide() -> None:
    assert "docs/guide/images/accueil.png" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "accueil" in named()


def test_every_button_that_the_guide_names_exists() -> None:
    words = french()
    quoted = {
        text.strip()
        for chapter in CHAPTERS
        for text in re.findall("«([^»]+)»", chapter.read_text(encoding="utf-8"))
    }
    assert len(quoted) > 30
    assert {text for text in quoted if plain(text) not in words} == set()


def test_every_link_of_the_guide_leads_somewhere() -> None:
    lost = [
        (chapter.name, target)
        for chapter in CHAPTERS
        for target in re.findall(r"\]\(([^)#:]+)\)", chapter.read_text(encoding="utf-8"))
        if not (GUIDE / target).exists()
    ]
    assert lost == []


def french() -> set[str]:
    """Every French sentence of the pages."""
    catalogues = (ROOT / "src" / "jatigi").glob("*/locale/fr/LC_MESSAGES/django*.po")
    messages = [message for path in catalogues for message in read_po(path.open("rb"))]
    return {plain(message.string) for message in messages if isinstance(message.string, str)}


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
