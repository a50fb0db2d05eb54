"""What each action is asked to do in the world of the matrix: nothing stands in the way but who asks."""

import dataclasses
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile

from jatigi.cases.checks import Finding
from jatigi.cases.handing.actions import Handed
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.kernel import clock
from jatigi.kernel.access import Purpose
from jatigi.people.handed.actions import Known
from jatigi.people.imports.judging import Verdict
from tests.architecture.world import LIST, WORKBOOK, World
from tests.coordination import committed
from tests.coordination.frames import COMMON, SHEET, unit
from tests.publications.tables import said
from tests.questionnaires.catalogue.books import HUNGRY, judged
from tests.questionnaires.conftest import filled
from tests.questionnaires.filling.conftest import visited

BODY = {"name": "Comité", "kind": "committee", "level": "regional"}
EVENT = {"title": "Séance", "kind": "meeting"}
SITE = {"name": "Antenne", "kind": "antenna", "country": "ML"}
SERVICE = {"need": "legal", "title_fr": "Conseil"}
BASIS = {"kind": "consent", "purposes": [Purpose.REFERRAL], "categories": ["name"], "witness": "Oumou"}
ANSWERS = b'[{"_uuid": "0f6fb2b4-3bd2-4e8c-8a4e-6b1f2a6f3a01", "respect": "4"}]'
AGREED = {"kind": "consent", "form": "verbal", "language": "fr", "witness": "Oumou"}
FINE = {"received": "yes", "respect": "yes", "cost": "none"}
PASSWORD = "le fleuve coule vers Gao"
GOALS = [GoalDraft("health", "guérir", [ActionDraft("accompagner", due=clock.today() + timedelta(days=2))])]

SENT = "uuid:155ea892-5587-4a5b-88b6-614e51d876b2"
NOTHING_SAID = f'<data id="satisfaction" version="2"><meta><instanceID>{SENT}</instanceID></meta></data>'
"""Answers of a device to a form about nobody."""


def sharing(world: World) -> dict[str, Any]:
    """An agreement between the house and the receiving organisation."""
    both = [
        {"organisation": one.pk, "gives": True, "takes": True} for one in (world.cast.gao, world.cast.croix)
    ]
    until = clock.today() + timedelta(days=300)
    return {
        "title": "Protocole", "paper": "classeur 4", "parties": both, "purposes": [Purpose.REFERRAL],
        "categories": ["needs"], "from_on": clock.today(), "until": until,
    }  # fmt: skip


CAMPAIGN = {"common": COMMON, "message": "Écoutez.", "channel": "radio", "audience": "parents"}
EXPOSURE = {"hazard": "flood", "weight": "low", "words": "Crue.", "year": 2025, "source": "bulletin"}
ITEM = {"level_name": "objective", "name_fr": "Former", "source": "texte"}
BOUND = {"bond": "signature", "source": "texte"}
COUNTED = {"name": "Formés", "counted_in": "personnes", "source": "texte"}
PROJECT = {"title": "Former", "country": "ML", "starts_on": date(2026, 1, 1)}
RIGHT = {"text_fr": "Un passeport.", "source": "texte"}
ACCORD = {"title_fr": "Accord", "source": "texte"}

GIVEN: dict[str, Callable[[World], dict[str, Any]]] = {
    "account.change": lambda w: {"language": "fr"},
    "account.create": lambda w: {"username": "nouvelle", "full_name": "Nouvelle", "roles": ["reception"]},
    "agenda.add": lambda w: {"title": "Divers"},
    "agenda.change": lambda w: {"title": "Divers"},
    "agenda.move": lambda w: {"up": True},
    "agenda.settle": lambda w: {"state": "treated"},
    "body.archive": lambda w: {"notice": "le cadre continue"},
    "body.change": lambda w: BODY,
    "body.create": lambda w: BODY,
    "body.name_contact": lambda w: {"organisation": w.cast.gao.pk, "kind": "alternate", "name": "Oumou"},
    "body.remove_contact": lambda w: {"contact": w.body_contact.pk},
    "body.seat": lambda w: {"organisation": w.cast.gao.pk, "office": "chair"},
    "contribution.add": lambda w: {"speaker": "Oumou"},
    "contribution.change": lambda w: {"speaker": "Oumou"},
    "document.add_to_body": lambda w: {"title": "Mandat", "name": "mandat.txt", "content": b"Mandat"},
    "document.add_to_event": lambda w: {"title": "Mandat", "name": "mandat.txt", "content": b"Mandat"},
    "event.add_theme": lambda w: {"theme": "health"},
    "event.add_people": lambda w: {"people": [{"name": "Oumou"}]},
    "event.cancel": lambda w: {"why": "salle fermée"},
    "event.change": lambda w: EVENT | {"starts_on": clock.today()},
    "event.change_participant": lambda w: {"name": "Oumou"},
    "event.clone": lambda w: {"starts_on": clock.today()},
    "event.create": lambda w: EVENT | {"starts_on": clock.today()},
    "event.note_attendance": lambda w: {"attendance": {}},
    "minutes.insert": lambda w: {"text": "La séance est levée."},
    "minutes.mark": lambda w: {"passage": "décide"},
    "minutes.remove_paragraph": lambda w: {"based_on": 1},
    "minutes.save_paragraph": lambda w: {"text": "Le groupe décide autrement.", "based_on": 1},
    "series.end": lambda w: {"why": "salle fermée"},
    "series.plan": lambda w: EVENT | {
        "rule": "FREQ=MONTHLY;BYDAY=1TU", "starts_on": clock.today(), "until": clock.today() + timedelta(days=90),
    },
    "session.add": lambda w: {"title": "Clôture"},
    "session.change": lambda w: {"title": "Clôture"},
    "work.change": lambda w: {"year": 2026, "title": "Cartographier", "state": "done"},
    "work.plan": lambda w: {"year": 2026, "title": "Cartographier"},
    "alias.confirm": lambda w: {"text": "M.M. Gao", "organisation": w.cast.gao.pk, "country": "ML"},
    "answer.submit": lambda w: {"form": "screening", "subject": w.person.pk, "xml": filled()},
    "answers.import": lambda w: {"form": "satisfaction", "number": "2", "name": "a.json", "content": ANSWERS},
    "area.assess": lambda w: {"findings": [Finding("health", "some", "mieux")]},
    "basis.look_again": lambda w: {"confirmed": True},
    "basis.record": lambda w: {**BASIS, "subject": w.person.pk, "recipient": w.cast.loin.pk},
    "basis.record_answers": lambda w: {
        "subject": w.person.pk, "kind": "consent", "answers": [{"purposes": ["reception"], "categories": ["name"]}],
    },
    "case.assign": lambda w: {"worker": w.cast.moussa.account.pk},
    "case.hand_off_to_asylum": lambda w: {"state": "declined"},
    "case.import": lambda w: {"rows": [{"person": w.alone.pk, "urgency": "low", "opened_at": clock.now()}]},
    "case.open": lambda w: {"person": w.alone.pk, "urgency": "low"},
    "case.reopen": lambda w: {"why": "elle est revenue"},
    "case.request_closure": lambda w: {"reason": "goals_met"},
    "case.return_closure": lambda w: {"note": "pas encore"},
    "case.set_tracks": lambda w: {"tracks": ["international_migrant"]},
    "case.set_urgency": lambda w: {"urgency": "low", "why": "mieux"},
    "complaint.close": lambda w: {"finding": "confirmed"},
    "complaint.file": lambda w: {
        "referral": w.referral.pk, "kinds": ["money"], "words_of_complaint": "", "contact": "", "teller": "worker",
    },
    "complaints_desk.designate": lambda w: {"organisation": w.cast.loin.pk},
    "directory.import_hsds": lambda w: {
        "document": {"id": str(UUID(int=7)), "name": "Aide", "description": "Association"},
    },
    "draft.save": lambda w: {"form": "screening", "subject": w.person.pk, "xml": filled()},
    "device.issue": lambda w: {"account": w.cast.awa.account.pk, "label": "téléphone"},
    "duplicate.find_late": lambda w: {"person": w.alone.pk, "others": [w.resident.pk]},
    "duplicate.report": lambda w: {"one": w.alone.pk, "other": w.resident.pk},
    "comment.answer": lambda w: {"text": "La loi est votée en mars."},
    "comment.on_commitment": lambda w: {"text": "Rien n’a changé."},
    "comment.on_report": lambda w: {"text": "Rien n’a changé."},
    "comment.refuse": lambda w: {"ground": "person", "why": "Ne nommez personne."},
    "handover.make": lambda w: {
        "giver": w.staff["focal_point"].account.pk, "taker": w.cast.fanta.account.pk, "expected": w.answered.open_with_focal(),
    },
    "indicator.add": lambda w: {"title": "Agents formés"},
    "indicator.change": lambda w: {"title": "Agents formés"},
    "measure.abandon": lambda w: {"why": "plus de fonds"},
    "measure.change": lambda w: {"title": "Autre titre", "commitments": [w.promised.late.pk]},
    "measure.plan": lambda w: {"title": "Former", "commitments": [w.promised.late.pk]},
    "report.attach": lambda w: {"title": "", "name": "a.txt", "content": b"Bail"},
    "report.detach": lambda w: {"evidence": w.answered.file.pk},
    "report.change": lambda w: {"text": "Deux guichets."},
    "report.draft": lambda w: {"text": "Deux guichets."},
    "report.return": lambda w: {"said": "Combien ?"},
    "report.send_back": lambda w: {"said": "Combien ?"},
    "report_due.remind": lambda w: {"day": 1},
    "report_link.make": lambda w: {"to": "guichet@example.org"},
    "report_link.report": lambda w: {"who": "Bintou", "text": "Un guichet."},
    "evidence.feed": lambda w: {
        "indicator": w.promised.indicator.pk, "table": w.table_published.code, "row": "Kidal", "column": "Femmes",
    },
    "follow_up.ask": lambda w: {"title": "Atelier", "asked": {"event": str(w.promised.event.pk)}},
    "follow_up.store": lambda _w: {"content": b"x", "count": 1},
    "export.request": lambda w: {"form": "satisfaction", "why": "report", "reason": "rapport du mois", "kind": "csv", "options": {}},
    "export.store": lambda w: {"content": b"x", "answers": 1},
    "factor.add": lambda w: {"factor": w.factor.pk, "first": False},
    "follow.feedback": lambda w: FINE,
    "form.bring": lambda w: {"judged": judged("soif")},
    "form.publish": lambda w: {"source": "", "purpose": "", "title_fr": "", "title_en": ""},
    "form.settle": lambda w: {"purpose": "survey", "about": "nothing", "title_fr": "La faim"},
    "group.join": lambda w: {"person": w.alone.pk, "companion": w.person.pk},
    "guest.answer": lambda w: {"verb": "receive"},
    "guest.open": lambda w: {"code": "7K3M-Q4T", "browser": "x"},
    "import.bring": lambda w: {"kind": "csv", "content": LIST, "options": {}},
    "import.judge": lambda w: {"verdict": Verdict()},
    "import.write": lambda w: {"verdict": Verdict()},
    "inquiry.ask": lambda w: {
        "person": w.alone.pk, "why": "care", "words": "un traitement à poursuivre", "used": ["name", "contact"],
        "agreement": AGREED,
    },
    "inquiry.find": lambda w: {"inquiry": w.inquiry, "one": w.found},
    "inquiry.make_known": lambda w: {"contact": "au bureau, le matin", "agreement": AGREED},
    "inquiry.match": lambda w: {"found": []},
    "invitation.accept": lambda w: {"username": "invitee", "password": PASSWORD},
    "member.add": lambda w: {"account": w.cast.kadi.account.pk, "roles": ["reception"]},
    "member.change_roles": lambda w: {"roles": ["reception", "case_worker"]},
    "member.invite": lambda w: {"full_name": "Nouvelle", "roles": ["reception"]},
    "network.keep": lambda w: {"quarter": clock.today(), "content": {}},
    "node.set_up": lambda w: {
        "name_fr": "Nœud", "kind": "ngo", "country": "ML", "full_name": "Première", "username": "premiere",
        "password": PASSWORD,
    },
    "note.write": lambda w: {"text": "vue ce matin"},
    "office.create": lambda w: {"name": "Bureau"},
    "organisation.create": lambda w: {"name_fr": "Nouvelle", "kind": "ngo", "country": "ML"},
    "organisation.record": lambda w: {"name": "Ailleurs", "acronym": "", "kind": "ngo", "country": "ML"},
    "password.choose": lambda w: {"password": PASSWORD},
    "person.erase": lambda w: {"reason": "asked"},
    "person.import": lambda w: {
        "rows": [{"at": clock.now(), "sex": "male", "age_group": "18_59", "basis": {"kind": "consent", "witness": "Oumou"}}],
    },
    "person.merge": lambda w: {"second": w.other_twin.pk},
    "person.register": lambda w: {"sex": "male", "age_group": "18_59", "basis": {"kind": "consent", "witness": "Oumou"}},
    "person.update": lambda w: {"sex": "male"},
    "plan.return": lambda w: {"note": "à préciser"},
    "plan.save": lambda w: {"goals": GOALS},
    "case.hand_over": lambda w: {"referral": str(w.referral.pk)},
    "case.take_over": lambda w: {"person": w.alone.pk, "handed": Handed("low")},
    "duty.give": lambda w: {
        "account": w.cast.fanta.account.pk, "starts_at": clock.now(), "ends_at": clock.now() + timedelta(hours=8),
    },
    "person.take_in": lambda w: {"known": Known(AGREED | {"categories": ["name"]})},
    "referral.accompany": lambda w: {"escort": "Oumou"},
    "referral.agree_return": lambda w: {"return_on": clock.today() + timedelta(days=9)},
    "referral.count_pace": lambda w: {"answers": {}},
    "referral.draft": lambda w: {"service": w.service.pk, "person": w.person.pk},
    "referral.redraft": lambda w: {"message": "mieux"},
    "referral.send_draft": lambda w: {"urgency": "high", "fields": ["names"]},
    "referral.send_on": lambda w: {"service": w.other_service.pk, "urgency": "high", "fields": ["names"]},
    "referral.send_together": lambda w: {
        "service": w.service.pk, "urgency": "high", "people": [w.person.pk, w.companion.pk], "fields": ["names"],
    },
    "referral.attach": lambda w: {"person": w.person.pk},
    "referral.complete": lambda w: {"outcome": "need_met"},
    "campaign.add": lambda w: CAMPAIGN,
    "campaign.change": lambda w: CAMPAIGN,
    "clause.add": lambda w: {"treaty": w.frames.treaty.pk, "code": "X/1", "kind": "entry", "source": "texte"},
    "clause.change": lambda w: {"kind": "entry", "source": "texte"},
    "clause.judge": lambda w: {"reciprocity": "both", "why": "vu"},
    "exposure.add": lambda w: EXPOSURE | {"unit": unit("ML07")},
    "exposure.change": lambda w: EXPOSURE | {"unit": unit("ML07")},
    "framework.add": lambda w: {"code": "X", "kind": "law", "name_fr": "Loi", "source": "texte"},
    "framework.add_item": lambda w: {"framework": w.frames.plan.pk, "code": "X", **ITEM},
    "framework.change": lambda w: {"name_fr": "Plan", "source": "texte"},
    "framework.change_item": lambda w: ITEM,
    "framework.change_position": lambda w: {"side": "AES", "text_fr": "tient", "source": "texte"},
    "framework.note_position": lambda w: {
        "framework": w.frames.instrument.pk, "code": "X", "side": "AES", "text_fr": "tient", "source": "texte",
    },
    "instrument.bind": lambda w: {"framework": w.frames.instrument.pk, "country": "TG", **BOUND},
    "instrument.change": lambda w: BOUND,
    "observance.note": lambda w: {
        "clause": w.frames.clause.pk, "side": "ML", "kept": True, "words": "vu", "source": "texte",
        "seen_on": clock.today(),
    },
    "plan.add_indicator": lambda w: {"item": w.frames.item.pk, **COUNTED},
    "plan.change_indicator": lambda w: COUNTED,
    "practice.change": lambda w: SHEET,
    "practice.review": lambda w: {"approved": True, "words": "vu"},
    "practice.step": lambda w: {"verb": "submit"},
    "practice.write": lambda w: SHEET,
    "project.add": lambda w: {"code": "X", **PROJECT},
    "project.change": lambda w: PROJECT,
    "project.step": lambda w: {"verb": "begin"},
    "rights.add": lambda w: {"code": "X", "origin": "ML", "destination": "TG", "topic": "entry", **RIGHT},
    "rights.change": lambda w: RIGHT,
    "training.add": lambda w: {"common": COMMON},
    "training.change": lambda w: {"common": COMMON},
    "treaty.add": lambda w: {"code": "X", "country": "ML", "partner": "TG", "state": "signed", **ACCORD},
    "treaty.change": lambda w: {"state": "signed", **ACCORD},
    "referral.decline": lambda w: {"reason": "no_capacity"},
    "referral.import": lambda w: {"rows": [{"at": clock.now(), "service": w.service.pk, "urgency": "low"}]},
    "referral.answer_by_phone": lambda w: {"said": "receive", "who": "Bintou"},
    "referral.feedback": lambda w: FINE,
    "referral.redirect": lambda w: {"service": w.other_service.pk, "reason": "no_capacity"},
    "referral.send": lambda w: {"service": w.service.pk, "urgency": "high", "person": w.person.pk, "fields": ["names"]},
    "referral.waitlist": lambda w: {"position": 3},
    "referral.write": lambda w: {"note": "merci"},
    "proposal.refuse": lambda w: {"note": "à revoir"},
    "report.make": lambda w: {"kind": "missing", "need": "food", "area": "ML07"},
    "report.settle": lambda w: {"outcome": "corrected"},
    "retention.expire": lambda w: {"table": "people.Visit", "ids": [w.visit.pk]},
    "service.create": lambda w: SERVICE,
    "service.import": lambda w: {"rows": [SERVICE]},
    "service.give": lambda w: {"need": "food"},
    "service.set_places": lambda w: {"places_free": 4},
    "sharing.announce": lambda w: {"days": 14},
    "sharing.change": sharing,
    "sharing.denounce": lambda w: {"why": "le service a fermé"},
    "sharing.draft": sharing,
    "sharing.sign": lambda w: {"signatory": "Une Signataire", "function": "directrice", "signed_on": clock.today()},
    "service.propose": lambda w: {"changes": {"title_fr": "Conseil juridique"}},
    "service.update": lambda w: {"changes": SERVICE},
    "site.create": lambda w: SITE,
    "site.note_day": lambda w: {"open": True, "staffed": True},
    "site.update": lambda w: {**SITE, "kind": "shelter"},
    "stay.begin": lambda w: {"person": w.alone.pk, "site": w.house.pk},
    "stay.move": lambda w: {"bed": "B2"},
    "submission.hand_in": lambda w: {"form": "satisfaction", "instance": SENT, "xml": NOTHING_SAID, "files": []},
    "submission.keep": lambda w: {"instance": SENT, "files": []},
    "table.change": lambda w: {"values": said()},
    "table.draft": lambda w: {"values": said()},
    "table.send_back": lambda w: {"note": "à préciser"},
    "table.withdraw": lambda w: {"why": "une erreur"},
    "task.add": lambda w: {"title": "appeler"},
    "task.cancel": lambda w: {"why": "déjà fait"},
    "token.create": lambda w: {"purpose": Purpose.RECEPTION, "label": "programme"},
    "visit.danger": lambda w: {"danger": {"now": "no", "hurt": "no", "held": "no"}},
    "visit.link": lambda w: {"person": w.person.pk},
    "visit.record": lambda w: {"site": w.house.pk, "wishes": ["bed"], "sex": "male", "age_group": "18_59"},
    "workbook.answer": lambda w: {"answers": {}},
    "workbook.bring": lambda w: {"name": "a.csv", "content": WORKBOOK},
}  # fmt: skip
"""Keyword arguments of the actions that need some."""
GIVEN |= {name: lambda w, make=make: make(w.committed) for name, make in committed.GIVEN.items()}  # type: ignore[misc]

FORMS: dict[str, Callable[[World], dict[str, Any]]] = {
    "coordination:measure_step": lambda w: {"on_day": "1", "on_month": "2", "on_year": "2026"},
    "agencies:decide_reset": lambda w: {"verb": "refuse"},
    "cases:decide_closure": lambda w: {"note": "vu"},
    "cases:decide_plan": lambda w: {"note": "vu"},
    "coordination:agenda_turn": lambda w: {"state": "treated"},
    "coordination:follow_up_ask": lambda w: {"event": str(w.promised.event.pk)},
    "directory:decide": lambda w: {"decision": "approve"},
    "directory:places": lambda w: {"places_free": "4"},
    "people:visitor": lambda w: {"visit": str(w.fresh_visit.pk)},
    "publications:act": lambda w: {"verb": "discard"},
    "questionnaires:receive_about": lambda w: {"xml_submission_file": ContentFile(visited(), "answers.xml")},
    "questionnaires:save_draft": lambda w: {"xml_submission_file": ContentFile(visited(), "answers.xml")},
    "questionnaires:tried": lambda w: {"xml_submission_file": ContentFile(HUNGRY, "answers.xml")},
    "questionnaires:receive": lambda w: {"xml_submission_file": ContentFile(filled(), "answers.xml")},
}
FORMS |= {name: lambda w, make=make: make(w.committed) for name, make in committed.FORMS.items()}  # type: ignore[misc]
"""What is sent to the pages that are only sent to."""

QUERIES: dict[str, Callable[[World], dict[str, Any]]] = {
    "coordination:evidence_new": lambda w: {
        "indicator": str(w.promised.indicator.pk),
        "table": w.table_published.code,
    },
    "coordination:follow_up": lambda w: {"event": str(w.promised.event.pk)},
    "coordination:follow_up_file": lambda w: {"event": str(w.promised.event.pk)},
    "referrals:send_on": lambda w: {"service": str(w.other_service.pk)},
    "questionnaires:fill_about": lambda w: {"case": str(w.case.pk)},
    "statistics:monthly_sheet": lambda w: {"site": str(w.house.pk), "month": f"{clock.today():%Y-%m}"},
}
"""What stands in the address of the pages that need it."""


def given(world: World, name: str) -> dict[str, Any]:
    """The keyword arguments of an action."""
    return GIVEN[name](world) if name in GIVEN else {}


def as_json(values: dict[str, Any]) -> str:
    """Keyword arguments as a program sends them."""
    return json.dumps(values, default=_plain)


def _plain(value: Any) -> Any:
    return (
        dataclasses.asdict(value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type)
        else str(value)
    )
