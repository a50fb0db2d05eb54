"""How the sites are today, and what is still true in the directory."""

from jatigi.directory import actions as directory
from jatigi.kernel.access import Purpose
from jatigi.people.models import Stay
from jatigi.places import actions as places
from jatigi.project.demo import events
from jatigi.project.demo.replay.stage import Stage, perform


@perform.register
def site_day(event: events.SiteNoted, stage: Stage) -> None:
    site, beds = stage.ids[event.site], stage.beds[event.site]
    guests = Stay.objects.visible_to(stage.access(event, Purpose.RECEPTION)).filter(
        site_id=site, departed_at__isnull=True
    )
    free = max(0, beds - guests.exclude(bed="").count()) if beds else None
    places.note_day(stage.intent(event), site, open=True, staffed=True, beds_free=free)


@perform.register
def assurance(event: events.ServiceAssured, stage: Stage) -> None:
    directory.assure(stage.intent(event), stage.ids[event.service])
