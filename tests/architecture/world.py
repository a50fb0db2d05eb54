"""One world for the permission matrix: a house with somebody's whole file, and everybody who might look at it.

Every text that only the house may read holds a word of `PLANTED`; the test that nothing leaks looks for these.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from jatigi.agencies import actions as agencies
from jatigi.agencies.aliases.actions import confirm_alias
from jatigi.agencies.factors import actions as factors
from jatigi.agencies.models import Membership, Notification
from jatigi.algorithms.matching import Match
from jatigi.cases import actions as cases
from jatigi.cases.checks import Finding
from jatigi.cases.models import Case, Goal, Plan, PlanAction
from jatigi.cases.plans import actions as plans
from jatigi.cases.plans.drafts import ActionDraft, GoalDraft
from jatigi.coordination.bodies.models import BodyContact
from jatigi.coordination.models import EvidenceFeed
from jatigi.coordination.reading import actions as communiques
from jatigi.coordination.reading.models import ReadProposal
from jatigi.coordination.reporting import actions as follow_ups
from jatigi.coordination.reporting.rules import MAKING as PAPERS
from jatigi.directory import actions as directory
from jatigi.directory.models import Service
from jatigi.directory.proposals.actions import propose
from jatigi.directory.reports.actions import report
from jatigi.directory.workbooks import actions as workbooks
from jatigi.inquiries import actions as inquiries
from jatigi.inquiries.matching import Found
from jatigi.inquiries.models import Hit
from jatigi.inquiries.rules import WORK
from jatigi.kernel import clock
from jatigi.kernel.access import Access, Purpose, Role, service_access
from jatigi.kernel.models import ProtectedModel
from jatigi.kernel.querysets import acting
from jatigi.people import actions as people
from jatigi.people import search
from jatigi.people.duplicates import actions as duplicates
from jatigi.people.imports.judging import Row, Verdict
from jatigi.people.imports.lists import actions as lists
from jatigi.people.models import GroupMember, Import, Person
from jatigi.people.rules import CHECKING
from jatigi.people.shapes import Basis
from jatigi.places import actions as places
from jatigi.places.models import AdminUnit
from jatigi.protection import actions as protection
from jatigi.protection.actions import Guardian
from jatigi.protection.agreements import actions as sharing
from jatigi.publications import actions as publications
from jatigi.questionnaires import actions as questionnaires
from jatigi.questionnaires import shipped
from jatigi.questionnaires.catalogue import actions as catalogue
from jatigi.questionnaires.data import actions as data
from jatigi.questionnaires.data.rules import MAKING
from jatigi.questionnaires.filling import actions as drafting
from jatigi.questionnaires.filling import attachments
from jatigi.referrals import actions as referrals
from jatigi.referrals.duty.actions import give
from jatigi.referrals.following import actions as following
from jatigi.referrals.guests import actions as guests
from jatigi.referrals.models import Complaint, Referral
from tests.cast import Cast, Member, member, organisation
from tests.clean_slate import again
from tests.coordination import standing as gathered
from tests.coordination.answered import Answered
from tests.coordination.committed import COMMUNIQUE, Committed
from tests.coordination.frames import Frames
from tests.coordination.meetings import meet
from tests.coordination.promised import Promised
from tests.papers import paper
from tests.publications.tables import by, said
from tests.publications.tables import published as table
from tests.questionnaires.catalogue.books import judged
from tests.questionnaires.conftest import filled
from tests.questionnaires.filling.conftest import VISIT, photograph, published, simple, told, visited
from tests.sign_in import signed_in

NAME = "Kanarigiven Kanarifamily"
AGREED = {"names": NAME, "message": "kanari-message"}
"""What the person agreed that the receiving desk sees, and what the sender wrote to it."""

LIST = "Prénom,Sexe,Âge\nAwa,F,30\n".encode()

WORKBOOK = "Organisation,Secteur,Région\nMMG,Santé,Ménaka\nPersonne,Santé,Gao\n".encode()

PLANTED = {
    "given name": "Kanarigiven",
    "family name": "Kanarifamily",
    "nickname": "Kanarinick",
    "father": "Kanarifather",
    "mother": "Kanarimother",
    "phone": "76 01 02 03",
    "document": "KANARIDOC77",
    "origin": "kanari-origin",
    "companion": "Kanaricompanion",
    "stay note": "kanari-staynote",
    "bed": "KANARIBED",
    "witness": "Kanariwitness",
    "basis reason": "kanari-basisreason",
    "guardian": "Kanariguardian",
    "why of the case": "kanari-why",
    "assessment": "kanari-finding",
    "note": "kanari-casenote",
    "task": "kanari-task",
    "goal": "kanari-goal",
    "planned action": "kanari-action",
    "service given": "kanari-given",
    "asylum": "kanari-asylum",
    "closure": "kanari-closure",
    "message": "kanari-message",
    "referral note": "kanari-referralnote",
    "who answered by telephone": "Kanarianswerer",
    "complaint": "kanari-complaint",
    "contact of a complaint": "kanari-reachme",
    "reason of an export": "kanari-exportreason",
    "answer": "kanari-answer",
    "confided answer": "kanari-confided",
    "file of an answer": "kanari-file",
    "draft": "kanari-draft",
    "reason of a question": "kanari-question",
    "heading of a list": "kanari-heading",
    "shelter": "Kanarishelter",
    "address of the shelter": "kanari-address",
}

everything = service_access(
    "test", [m._meta.label for m in apps.get_models() if issubclass(m, ProtectedModel)], Purpose.OVERSIGHT
)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written within is taken back at the end."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # actions are durable, except within a test's own block
    with block:
        yield
        transaction.set_rollback(True)


class Theirs:
    """What a stranger's organisation holds: for whoever in the house tries an id of it."""

    def __init__(self, who: Member, elsewhere: Service) -> None:
        self.account = who.account
        basis: Basis = {"kind": "consent", "form": "verbal", "witness": "Oumou"}
        self.person = people.register(who(), sex="male", age_group="18_59", basis=basis)
        self.shelter = places.create_site(who(), name="Abri", kind="shelter", country="ML")
        self.visit = people.record_visit(
            who(), site=self.shelter.pk, wishes=["bed"], sex="male", age_group="18_59"
        )
        self.case = cases.open_case(who(), person=self.person.pk, urgency="low")
        self.note = cases.write_note(who(), self.case, text="note")
        self.office = agencies.create_office(who(), name="Bureau")
        self.service = directory.create_service(who(), need="health", title_fr="Soins ailleurs")
        self.referral = referrals.send(who(), service=elsewhere.pk, urgency="immediate")
        self.slip = guests.print_slip(who(), self.referral)
        directory.end(who(), self.service)
        self.form = catalogue.bring(who(Purpose.ADMINISTRATION), judged=judged("froid")).form
        self.closed_event = gathered.event(
            gathered.body(who.organisation, "LOIN", closed=True), "À huis clos"
        )
        answered: dict[str, Any] = {"form": "screening", "subject": self.person.pk, "xml": filled()}
        self.answer = questionnaires.submit(who(), **answered).answer_id


class World:
    """The house in Gao, the receiving desk, a stranger, and the file of one person.

    `staff`: one member of the house for each role, with that role alone. `desk`: somebody of the receiving
    organisation who has every role there. `stranger`: the same in an organisation that has nothing to do with it.
    """

    body_contact: BodyContact

    def __init__(self) -> None:
        self.cast = Cast()
        everything_but_node = [role for role in Role.values if role != Role.NODE_ADMINISTRATOR]
        self.stranger = self.cast.drissa
        self.desk = member(self.cast.croix, "sekou", *everything_but_node)
        self.staff = {role: member(self.cast.gao, f"only-{role}", role) for role in Role.values}
        shipped.publish_all()
        self._places()
        self._person()
        self._agreements()
        self._cases()
        self._duplicates()
        self._plans()
        self._referrals()
        self._guests()
        self._complaints()
        self._inquiries()
        self._lists()
        self._forms()
        self._accounts()
        self._tables()
        self.committed = Committed(self.cast, self.staff[Role.COORDINATOR])
        meet(self)
        self.communique = communiques.bring(self.staff[Role.COORDINATOR](), text=COMMUNIQUE)
        self.read_proposal = ReadProposal.objects.visible_to(self.staff[Role.COORDINATOR]()).get(
            communique=self.communique, kind="event"
        )
        self.theirs = Theirs(self.stranger, self.service)

    # What there is

    def _places(self) -> None:
        boss = self.cast.fanta()
        self.house = places.create_site(boss, name="Maison de Gao", kind="house", country="ML", beds=9)
        self.shelter = places.create_site(
            boss, name="Kanarishelter", kind="shelter", country="ML", beds=3, address="kanari-address 12"
        )
        with acting():  # as it was written down before the reform: a part of a region
            self.shelter.unit = AdminUnit.objects.get(code="ML0701", vintage="2021")
            self.shelter.save()
        places.note_day(boss, self.shelter, open=True, staffed=True, beds_free=2)
        offered = directory.create_service
        self.service = offered(self.cast.lassana(), need="health", title_fr="Soins de santé à Gao")
        self.other_service = offered(self.cast.lassana(), need="food", title_fr="Repas à Gao")
        self.own_service = offered(self.cast.fanta(), need="information", title_fr="Orientation à Gao")
        self.own_suspended = directory.suspend(
            self.cast.fanta(), offered(self.cast.fanta(), need="documents", title_fr="Papiers à Gao")
        )
        self.hidden_service = offered(
            self.cast.fanta(), need="accommodation", title_fr="Hébergement protégé", site=self.shelter.pk
        )
        focal = self.access(self.staff[Role.FOCAL_POINT])
        self.proposed_service = offered(focal, need="food", title_fr="Repas du soir")
        self.proposal = propose(focal, self.own_service, changes={"phone": "+223 20 00 00 01"})
        self.report = report(self.cast.awa(), kind="closed", service=self.own_service.pk)

        coordinator = self.staff[Role.COORDINATOR]()
        self.workbook = workbooks.bring(coordinator, name="a.csv", content=WORKBOOK)
        self.alias = confirm_alias(
            coordinator, text="Maison MMG", organisation=self.cast.gao.pk, country="ML"
        )

    def _person(self) -> None:
        awa = self.cast.awa(Purpose.RECEPTION)
        self.visit = self._visit()
        self.fresh_visit = self._visit()
        self.companion = self._register("Kanaricompanion Kanarifamily", phones=[])
        self.person = self._register(
            NAME,
            visit=self.visit.pk,
            companion=self.companion.pk,
            father="Kanarifather",
            mother="Kanarimother",
            origin="kanari-origin",
            nationalities=["GN"],
            documents=[{"kind": "passport", "number": "KANARIDOC77", "country": "GN", "state": "lost"}],
        )
        self.child = self._register("Kanarigiven Petit", age_group="12_17")
        self.alone = self._register("Kanarigiven Seule")
        self.resident = self._register("Kanarigiven Voisin")
        self.stay = people.begin_stay(
            awa, person=self.person.pk, site=self.shelter.pk, bed="KANARIBED", note="kanari-staynote"
        )
        self.group_member = GroupMember.objects.visible_to(everything).get(person=self.person)

    def _visit(self) -> Any:
        asked: dict[str, Any] = {"wishes": ["bed"], "sex": "female", "age_group": "18_59"}
        return people.record_visit(self.cast.awa(), site=self.house.pk, **asked)

    def _register(self, name: str, age_group: str = "18_59", **more: Any) -> Person:
        given, _, family = name.partition(" ")
        words = [
            {"given": given, "family": family, "kind": "main"},
            {"given": "Kanarinick", "kind": "nickname"},
        ]
        phone = {"number": "+223 76 01 02 03", "safe_to_call": True}
        basis: dict[str, Any] = {"kind": "consent", "form": "verbal", "witness": "Kanariwitness"}
        if age_group == "12_17":
            guardian = {"role": "guardian", "name": "Kanariguardian", "relation": "oncle"}
            basis |= {"kind": "assent", "guardian": guardian}
        return people.register(
            self.cast.awa(), sex="female", age_group=age_group, names=words, basis=basis,  # type: ignore[arg-type]
            **({"phones": [phone]} | more),
        )  # fmt: skip

    def _agreements(self) -> None:
        for_sharing: dict[str, Any] = {
            "purposes": [Purpose.REFERRAL], "categories": ["name", "needs", "family"], "recipient": self.cast.croix.pk,
        }  # fmt: skip
        moussa = self.cast.moussa()
        guardian: Guardian = {"role": "guardian", "name": "Kanariguardian", "relation": "oncle"}
        self.basis = protection.record_basis(
            moussa, subject=self.person.pk, kind="consent", witness="Kanariwitness", guardian=guardian,
            **for_sharing,
        )  # fmt: skip
        protection.record_basis(
            moussa, subject=self.companion.pk, kind="consent", witness="Kanariwitness", **for_sharing
        )
        self.urgent_basis = protection.record_basis(
            moussa, subject=self.child.pk, kind="vital_interest", reason="kanari-basisreason", **for_sharing
        )
        both: list[sharing.Side] = [
            {"organisation": one.pk, "gives": True, "takes": True} for one in (self.cast.gao, self.cast.croix)
        ]
        self.proposed = sharing.draft(
            self.cast.boubacar(), title="Protocole", paper="classeur 4", parties=both, purposes=[Purpose.REFERRAL],
            categories=["needs"], from_on=clock.today(), until=clock.today() + timedelta(days=300),
        )  # fmt: skip

    def _cases(self) -> None:
        moussa = self.cast.moussa()
        self.case = self._case(self.person, why="kanari-why")
        cases.set_urgency(moussa, self.case, urgency="immediate", why="kanari-why")
        cases.assess(moussa, self.case, findings=[Finding("health", "severe", "kanari-finding")])
        self.note = cases.write_note(moussa, self.case, text="kanari-casenote")
        self.task = cases.add_task(
            moussa, self.case, title="kanari-task", due=clock.now() + timedelta(hours=5)
        )
        cases.give_service(moussa, self.case, need="food", note="kanari-given")
        cases.hand_off_to_asylum(moussa, self.case, state="flagged", note="kanari-asylum")
        self.closing = self._case(self.companion, case_worker=None)
        self.closure = cases.request_closure(moussa, self.closing, reason="other", note="kanari-closure")
        self.closed = self._case(self.alone)
        cases.depart(moussa, self.closed, note="kanari-closure")
        self.quiet = self._case(self._register("Kanarigiven Calme"))
        self.outcome = questionnaires.submit(
            moussa, form="screening", subject=self.person.pk, xml=filled(danger_now="yes")
        )
        self.answer_id = self.outcome.answer_id
        self._visit_of_the_case()
        self._talks()
        self._exports()

    def _duplicates(self) -> None:
        """A pair to look at, one of which the desk may not open the case, and one that was joined."""
        self.twin = self._register("Kanarigiven Jumelle", phones=[])
        self.other_twin = self._register("Kanarigivenn Jumel", phones=[])
        joined = self._register("Kanarigiven Ainee", phones=[])
        to_join = self._register("Kanarigiven Cadette", phones=[])
        awa = self.access(self.cast.awa)
        self.suspicion = duplicates.report(awa, one=self.twin.pk, other=self.other_twin.pk)
        self.closed_suspicion = duplicates.report(awa, one=self.alone.pk, other=self.twin.pk)
        self.joined = duplicates.merge(awa, joined, second=to_join.pk)

    def _exports(self) -> None:
        """One of a restricted form that waits for a second person, one that is ready for who asked."""
        asked: dict[str, Any] = {
            "why": "report",
            "reason": "kanari-exportreason",
            "kind": "csv",
            "options": {},
        }
        self.export = data.request(self.access(self.cast.fanta), form="determinants", **asked)
        officer = self.access(self.staff[Role.DATA_OFFICER])
        ready = data.request(officer, form="satisfaction", **asked)
        self.ready_export = data.store(MAKING, ready, content=b"kanari", answers=1)

    def _visit_of_the_case(self) -> None:
        """A form about the case with a photograph: answered once, and begun again."""
        published(VISIT)
        files = attachments.accepted([("a.jpg", photograph())])
        self.kept_file = files[0].name
        given: dict[str, Any] = {"form": "visit", "about": ("case", self.case.pk), "files": files}
        self.kept = questionnaires.submit(self.cast.moussa(), xml=visited("a.jpg"), **given)
        self.draft = drafting.keep(self.cast.moussa(), xml=visited("a.jpg"), **given)

    def _talks(self) -> None:
        """What was said to Moussa about the case: in a form, in confidence with a paper, and in one that he has not sent."""
        for code, restricted in (("talk", False), ("interview", True)):
            simple(code, "| | file | paper | Papier |", restricted=restricted, purpose="survey")
        moussa, about = self.cast.moussa(), ("case", self.case.pk)
        files = attachments.accepted([("a.pdf", paper("kanari-file"))])
        confided = told("kanari-confided", "interview").replace("<meta>", "<paper>a.pdf</paper><meta>")
        questionnaires.submit(moussa, form="talk", about=about, xml=told("kanari-answer", "talk"))
        questionnaires.submit(moussa, form="interview", about=about, xml=confided, files=files)
        drafting.keep(moussa, form="talk", about=about, xml=told("kanari-draft", "talk"))

    def _case(self, person: Person, **more: Any) -> Case:
        given: dict[str, Any] = {"urgency": "high", "case_worker": self.cast.moussa.account.pk} | more
        return cases.open_case(self.cast.moussa(), person=person.pk, **given)

    def _plans(self) -> None:
        self.plan = self._plan(self.case)
        self.goal = Goal.objects.visible_to(everything).get(plan=self.plan)
        self.planned = PlanAction.objects.visible_to(everything).get(goal=self.goal)
        submitted = self._case(self.child)
        self.submitted_case = submitted
        self.submitted = plans.submit_plan(self.cast.moussa(), self._plan(submitted))
        approved = self._case(self.resident)
        self.approved_case = approved
        self.approved = plans.submit_plan(self.cast.moussa(), self._plan(approved))
        plans.approve_plan(self.cast.fanta(), self.approved, note="kanari-goal")

    def _plan(self, case: Case) -> Plan:
        line = ActionDraft(text="kanari-action", need="health", due=clock.today() + timedelta(days=3))
        goal = GoalDraft(area="health", text="kanari-goal", actions=[line])
        plan = Plan.objects.visible_to(everything).get(case=case)
        return plans.save_plan(self.cast.moussa(), plan, goals=[goal], agreed_with_person=True)

    def _referrals(self) -> None:
        self.referral = referrals.write(self.cast.moussa(), self._send(), note="kanari-referralnote")
        self.accepted = referrals.accept(self.desk(), self._send(), note="kanari-referralnote")
        self.served = referrals.serve(self.desk(), referrals.accept(self.desk(), self._send()))
        self.declined = referrals.decline(self.desk(), self._send(), reason="no_capacity")
        self.sketch = referrals.draft(
            self.cast.moussa(), service=self.service.pk, person=self.person.pk, message=AGREED["message"]
        )
        self.escorted = referrals.accompany(self.cast.moussa(), self._send(), escort="kanari-referralnote")
        today = clock.now()
        self.duty = give(
            self.cast.fanta(),
            account=self.cast.fanta.account.pk,
            starts_at=today,
            ends_at=today + timedelta(days=1),
        )
        self.alarm = referrals.send(self.cast.moussa(), service=self.service.pk, urgency="immediate")
        self.recalled = referrals.recall(self.cast.moussa(), self._send(), note="kanari-referralnote")

    def _send(self) -> Referral:
        return referrals.send(
            self.cast.moussa(), service=self.service.pk, urgency="high", case=self.case.pk,
            fields=["names"], message=AGREED["message"],
        )  # fmt: skip

    def _guests(self) -> None:
        """A service without an account was asked; it has a link, and answered by telephone that it will answer."""
        nurse = member(organisation("DISP"), "bintou", Role.FOCAL_POINT, Role.SUPERVISOR)
        theirs = directory.create_service(nurse(), need="health", title_fr="Dispensaire du quartier")
        agencies.suspend_member(self.cast.node(), self._membership(nurse))
        asked = referrals.send(
            self.cast.moussa(), service=theirs.pk, urgency="immediate", case=self.case.pk, fields=["code"]
        )
        self.guest_link = guests.invite(self.cast.moussa(), asked)
        self.guest_referral = guests.answer_by_phone(
            self.cast.moussa(), asked, said="receive", who="Kanarianswerer"
        )

    def _complaints(self) -> None:
        """Two against the receiving desk's service, given to the house, whose focal point is independent of it."""
        node = self.access(self.cast.node, Purpose.ADMINISTRATION)
        self.complaints_desk = following.designate(node, organisation=self.cast.gao.pk)
        following.designate(node, organisation=self.cast.loin.pk)
        said = {"received": "yes", "respect": "no", "cost": "asked", "contact": "kanari-reachme"}
        for _each in range(2):
            following.note_feedback(
                self.cast.moussa(), self.served, **said, words_of_complaint="kanari-complaint"
            )
        self.complaint, taken = Complaint.objects.visible_to(everything).order_by("came_at")
        reader = self.staff[Role.COMPLAINTS](Purpose.OVERSIGHT)
        self.complaint_in_hand = following.take(reader, taken)

    def _inquiries(self) -> None:
        """The house asks about the person; the receiving desk asks, and meets somebody of the house."""
        agreement = {"kind": "consent", "form": "verbal", "language": "fr", "witness": "Kanariwitness"}
        asked: dict[str, Any] = {"why": "care", "used": ["name", "contact"], "agreement": agreement}
        self.inquiry = inquiries.ask(
            self.cast.moussa(), person=self.person.pk, words="kanari-question", **asked
        )
        theirs = people.register(
            self.desk(), sex="male", age_group="18_59", basis={"kind": "consent", "witness": "Oumou"},
            names=[{"given": "Salif", "family": "Sow"}], phones=[{"number": "66 55 44 33"}],
        )  # fmt: skip
        self.their_inquiry = inquiries.ask(
            self.desk(), person=theirs.pk, words="Un traitement à poursuivre.", **asked
        )
        self.found = Found(self.resident, Match(0.9), None)
        inquiries.match(WORK, self.their_inquiry, found=[self.found])
        self.own_hit = Hit.objects.visible_to(everything).get(inquiry=self.their_inquiry)

    def _lists(self) -> None:
        """Lists of people that were brought: being checked, checked, being written."""
        boss = self.access(self.staff[Role.ORGANISATION_ADMINISTRATOR], Purpose.ADMINISTRATION)
        self.checking_list = self._list(boss)
        new = Verdict("Liste", [Row(2)], left_out=["kanari-heading"])
        self.brought_list = lists.store_verdict(CHECKING, self._list(boss), verdict=new)
        self.writing_list = lists.accept(boss, lists.store_verdict(CHECKING, self._list(boss), verdict=new))

    def _list(self, boss: Access) -> Import:
        options = {
            "site": "",
            "kind": "consent",
            "form": "paper",
            "language": "fr",
            "witness": "",
            "reason": "",
        }
        return lists.bring(boss, kind="csv", content=LIST, options={**options, "all_agreed": True})

    def _forms(self) -> None:
        """A form of the house on trial, with a list beside it, and one that is retired."""
        boss = self.cast.fanta(Purpose.ADMINISTRATION)
        self.own_version = catalogue.bring(boss, judged=judged("faim"))
        self.own_form = self.own_version.form
        retired = catalogue.bring(boss, judged=judged("retraite"))
        self.retired_form = catalogue.retire(boss, retired.form_id)

    def _accounts(self) -> None:
        boss = self.cast.boubacar()
        self.invitation = agencies.invite(boss, full_name="Invitée", roles=["reception"], username="invitee")
        self.link_secret = self.invitation.secret  # type: ignore[attr-defined]
        self.office = agencies.create_office(boss, name="Bureau de Gao")
        self.colleague = self._membership(self.cast.awa)
        self.suspended = self._membership(member(self.cast.gao, "partie", Role.RECEPTION))
        agencies.suspend_member(boss, self.suspended)
        self.unlucky = self._membership(member(self.cast.gao, "distraite", Role.RECEPTION))
        self.reset = factors.request_reset(boss, self.unlucky)
        self.token = agencies.create_token(
            replace(self.cast.moussa(), stepped_up_at=clock.now()), purpose=Purpose.RECEPTION, label="essai"
        )
        self.device = agencies.issue_device(
            replace(self.cast.fanta(), stepped_up_at=clock.now()), account=self.cast.moussa.account.pk,
            label="téléphone",
        )  # fmt: skip
        self.notice = Notification.objects.visible_to(self.cast.fanta()).first()
        moussa = self.cast.moussa.account
        self.factor = Authenticator.objects.get(user=moussa)
        key = {"name": "Clé", "credential": {}}
        self.passkey = Authenticator.objects.create(
            user=self.cast.boubacar.account, type=Authenticator.Type.WEBAUTHN, data=key
        )
        RecoveryCodes.activate(moussa)

    def _tables(self) -> None:
        """A table in each state in which something can be done with it."""
        drafter = member(self.cast.gao, "stats", Role.DATA_OFFICER)
        self.table_published = table(drafter, self.cast.fanta)
        self.table_draft = publications.draft(by(drafter), values=said(title="Passages"))
        proposed = publications.draft(by(drafter), values=said(title="Retours"))
        self.table_proposed = publications.propose(by(drafter), proposed)
        self.promised = Promised(self.cast)
        self.frames = Frames(self.staff[Role.COORDINATOR], self.cast.fanta, self.cast.lassana)
        self.answered = Answered(
            self.cast,
            self.promised,
            self.staff[Role.COORDINATOR],
            self.staff[Role.FOCAL_POINT],
            self.stranger,
        )
        asked: dict[str, Any] = {"title": "Atelier", "asked": {"event": str(self.promised.event.pk)}}
        ready, self.paper_asked = (follow_ups.ask(self.access(self.cast.fanta), **asked) for _ in range(2))
        self.paper = follow_ups.store(PAPERS, ready, content=b"x", count=1)
        with acting():
            self.feed = EvidenceFeed(
                organisation=self.cast.croix, indicator=self.promised.indicator, table=self.table_published.code,
                row="Kidal", column="Hommes", made_by=self.desk.account,
            )  # fmt: skip
            self.feed.save()

    def _membership(self, of: Member) -> Membership:
        return Membership.objects.visible_to(everything).get(account=of.account)

    # Who looks

    def sign_in_all(self) -> None:
        """Everybody is at work, and has just shown the second factor again."""
        working = [
            *self.staff.values(),
            self.stranger,
            self.desk,
            self.cast.moussa,
            self.cast.fanta,
            self.cast.boubacar,
        ]
        self._clients = {of.account.pk: self.sign_in(of, stepped_up=True) for of in working}

    def client(self, of: Member) -> Client:
        """The browser of a member who is at work and has just shown the second factor again."""
        return self._clients[of.account.pk]

    def sign_in(self, of: Member, *, stepped_up: bool) -> Client:
        """A new browser in which a member is at work."""
        return signed_in(of.account, stepped_up=stepped_up)

    def access(self, of: Member, purpose: str = Purpose.CASE_MANAGEMENT) -> Access:
        return replace(of(purpose), stepped_up_at=clock.now())

    def token_of(self, of: Member, purpose: str) -> str:
        """The text of a token of somebody for a purpose."""
        token = agencies.create_token(self.access(of), purpose=purpose, label="programme")
        return str(token.secret)  # type: ignore[attr-defined]

    def withdraw(self) -> None:
        """The person withdraws the agreement on which everything was sent."""
        protection.withdraw_basis(self.cast.moussa(), self.basis)


def standing_world() -> World:
    """The world in a database that holds nothing else: made by the actions once in a run, its rows put in again."""
    search.engine = search.InMemory()
    caches["default"].clear()
    world = again(World)
    world.sign_in_all()
    return world
