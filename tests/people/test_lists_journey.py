"""In the browser, on a telephone: a list with errors, what is told of them, then the right one, brought in."""

import pytest
from playwright.sync_api import expect

from jatigi.agencies.middleware import STEPPED_UP
from jatigi.kernel import clock
from jatigi.people.imports import tasks
from jatigi.people.models import Import, Person
from tests.browser import PHONE
from tests.desk import browser, look, page
from tests.people.conftest import everything
from tests.people.test_lists import ALI, AWA, kept, xlsx
from tests.sign_in import signed_in

__all__ = ["browser", "page"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bring(tab, content):
    tab.get_by_label("Liste de personnes").set_input_files(
        {"name": "liste.xlsx", "mimeType": KIND, "buffer": content}
    )
    tab.get_by_label("Les personnes ont donné leur accord").check()
    tab.get_by_label("Toutes les personnes de la liste ont donné leur accord").check()
    tab.get_by_role("button", name="Vérifier la liste").click()
    tab.wait_for_url("**/people/lists/*-*/")
    return Import.objects.visible_to(kept).order_by("-brought_at")[0]


def test_a_list_with_errors_then_the_right_one(cast, gao, live_server, page):
    client = signed_in(cast.boubacar.account)
    session = client.session
    session[STEPPED_UP] = clock.now().isoformat()
    session.save()
    tab = page(width=PHONE)
    tab.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": live_server.url}
            for name, cookie in client.cookies.items()
        ]
    )
    tab.goto(live_server.url + "/people/lists/")
    look(tab, "liste-apporter")
    brought = bring(tab, xlsx(AWA, [*ALI[:2], "?", *ALI[3:]]))
    look(tab, "liste-en-cours")
    tasks.check.func(str(brought.pk))
    tab.reload()
    expect(tab.get_by_text("Rien n’a été écrit")).to_be_visible()
    expect(tab.get_by_role("row", name="Sexe")).to_have_count(1)
    look(tab, "liste-erreurs")
    tab.goto(live_server.url + "/people/lists/")
    brought = bring(tab, xlsx(AWA, ALI))
    tasks.check.func(str(brought.pk))
    tab.reload()
    expect(tab.get_by_text("La liste peut être importée")).to_be_visible()
    look(tab, "liste-bonne")
    tab.get_by_role("button", name="Importer ces personnes").click()
    tab.get_by_text("en cours d’importation").first.wait_for()
    tasks.write.func(str(brought.pk))
    tab.reload()
    expect(tab.get_by_text("La liste est importée")).to_be_visible()
    look(tab, "liste-importee")
    assert Person.objects.visible_to(everything).count() == 2
