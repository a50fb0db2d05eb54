import os

import pytest

from tests.architecture.world import standing_world
from tests.browser import axe_violations, fits
from tests.journeys.conftest import enter
from tests.journeys.test_tour import address, visitor
from tests.journeys.words import ordinary

pytestmark = pytest.mark.journey
MINE = "campaign campaign_new campaigns clause clause_judge costs exposure_new exposures framework framework_edit frameworks gaps item_edit laws observance_new party party_edit plan_indicator_edit plan_item practice practice_review practices project project_edit projects rights rights_sheet rights_lines rights_edit training_edit trainings treaties treaty treaty_edit".split()
SHOTS = "/tmp/w/frame_shots"


@pytest.fixture(scope="module")
def world(house):
    return standing_world()


def test_look(world, house, page):
    os.makedirs(SHOTS, exist_ok=True)
    found = {}
    tab = page(width=360)
    wide = page(width=1280)
    last = {}
    for short in MINE:
        name = "coordination:" + short
        who = visitor(world, name)
        for t, w in ((tab, 360), (wide, 1280)):
            if w == 1280 and short not in (
                "framework",
                "project_edit",
                "gaps",
                "rights_sheet",
                "clause",
                "campaigns",
            ):
                continue
            try:
                if last.get(w) is not who:
                    enter(t, house, who)
                    last[w] = who
                r = t.goto(house + address(world, name))
                assert r.status == 200, r.status
                if w == 360:
                    ordinary(t)
                    bad = axe_violations(t)
                    assert not bad, bad
                    assert fits(t), "does not fit"
                t.screenshot(path=f"{SHOTS}/{short}-{w}.png", full_page=True)
            except Exception as e:
                found[short, w] = str(e)[:600]
    t = wide
    t.goto(house + "/rights/fr/ML-SN/")
    t.pdf(path=f"{SHOTS}/sheet.pdf", format="A4", prefer_css_page_size=True)
    assert found == {}, "\n".join(f"{k}: {v}" for k, v in found.items())
