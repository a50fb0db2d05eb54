"""What ministries, agencies and associations of the story meet for, recommend, and do about it; see `data/coordination`.

Days are counted back from the end of the story. Everything goes through the actions of the room, at its time.
"""

from datetime import datetime

from jatigi.project.demo.coordinating import doing, meetings, planning, promises, sharing
from jatigi.project.demo.coordinating.diary import Diary
from jatigi.project.demo.replay.stage import Stage


def write(stage: Stage, until: datetime) -> Diary:
    """Everything that happens, not played yet."""
    diary = Diary(stage, until)
    for part in (meetings, promises, doing, planning, sharing):
        part.write(diary)
    return diary


def tell(stage: Stage, until: datetime) -> None:
    """All of it at once."""
    diary = write(stage, until)
    diary.play()
