"""The French phrases of `data/texts.toml`."""

import random
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "texts.toml"


@cache
def texts() -> Mapping[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


def phrase(rng: random.Random, chapter: str, about: str, otherwise: str = "") -> str:
    """A phrase of `chapter` about something, one of several where there are several."""
    found = texts()[chapter].get(about) or texts()[chapter][otherwise]
    return found if isinstance(found, str) else rng.choice(found)


def area_of(need: str) -> str:
    """The assessment area (`cases.codes.Area`) to which a need belongs."""
    area: str = texts()["areas_by_need"][need]
    return area
