"""The permission matrix: for every page and every action, what each viewpoint gets. Read it line by line.

Viewpoints: nobody signed in · another organisation, by somebody who has every role there · in the same house each
role that has no business with it · in the same house each role that does it · the organisation that received the
referral, by somebody who has every role there · the same after the person withdrew.

`on` names the thing of the world (tests/architecture/world.py) that the page or action is about. Nobody but the
house's own ever opens a file; what the receiving desk gets is the referral and its snapshot.
"""

from typing import Any, NamedTuple

# What a browser gets, besides the statuses 200, 403, 404, 409, 422

SIGN_IN = "sign in"
STEP_UP = "step up"
ELSEWHERE = "elsewhere"
"""Sent on to another page: done, or nothing to do here."""
OWN = 200
"""The page of their own organisation, or of their own account, without anything of the house."""
NOBODY = None
"""No such viewpoint: nobody in the house has business with it, or everybody has."""
GET_ONLY = 405
CLOSED = (SIGN_IN, 403, 404)

A_VERSION = "pk=155ea892-5587-4a5b-88b6-614e51d876b2"

A_TABLE = "code=victimes-identifiees-en-2025"

EMPTY = "empty"
"""A list of the interface without an entry."""

# What comes of an action

OK, NOT_FOUND, REFUSED, INVALID, CONFLICT = "ok", "not found", "refused", "invalid", "conflict"

# Roles

DESK = "reception case_worker supervisor"
WORKERS = "reception case_worker supervisor reintegration family_links"
CASEWORK = "case_worker supervisor"
MAINTAINERS = "supervisor focal_point coordinator organisation_administrator"
CHANGING = "supervisor organisation_administrator"
AT_WORK = "reception case_worker supervisor organisation_administrator"
HELPERS = "supervisor organisation_administrator node_administrator"
ADMINISTRATORS = "organisation_administrator node_administrator"
IMPORTERS = "data_officer organisation_administrator"
SPEAKERS = "coordinator supervisor focal_point"
NAMERS = "coordinator organisation_administrator"
EXPORTERS = "supervisor data_officer complaints"
DECIDERS = "supervisor data_officer"
BRINGERS = "supervisor data_officer organisation_administrator"
ASKERS = "reception case_worker supervisor family_links"
WATCHED = f"{ASKERS} data_officer"
READERS = "reception case_worker supervisor data_officer"
SENDERS = "reception case_worker supervisor"
EITHER_SIDE = "reception case_worker supervisor focal_point"
ANSWERERS = "supervisor focal_point"
REPORTING = "supervisor focal_point coordinator"
ROTA = "supervisor focal_point organisation_administrator"
SHELTERED = "reception case_worker supervisor focal_point reintegration family_links complaints organisation_administrator"
ORIENTING = f"{SHELTERED} coordinator"
LOOKING_UP = f"{ORIENTING} data_officer"
EVERYBODY = (
    "reception case_worker supervisor focal_point reintegration finance family_links coordinator data_officer "
    "complaints organisation_administrator node_administrator"
)
TELLERS = "coordinator focal_point supervisor"
VALIDATORS = "coordinator supervisor"


REPORTING = "supervisor focal_point coordinator"
NOT_COORDINATOR = " ".join(role for role in EVERYBODY.split() if role != "coordinator")
NOT_REPORTING = " ".join(role for role in EVERYBODY.split() if role not in REPORTING.split())


class Page(NamedTuple):
    """A page. `roles`: who in the house gets it. `by`: the member of the cast whose own thing it is.

    `post`: it is only sent to. `but`: roles that differ.
    """

    on: str
    roles: str
    anon: Any
    stranger: Any
    wrong: Any
    holder: Any
    granted: Any
    withdrawn: Any
    post: bool = False
    by: str = ""
    but: dict[str, Any] = {}


class Act(NamedTuple):
    """An action. `roles`: who in the house does it; `sees`: who knows of the thing and is refused.

    `services`: background work that does it. `by`: the member of the cast whose own thing it is.
    """

    on: str
    roles: str
    sees: str
    anon: Any
    stranger: Any
    wrong: Any
    holder: Any
    granted: Any
    withdrawn: Any
    services: str = ""
    by: str = ""
    but: dict[str, str] = {}


class Read(NamedTuple):
    """A reading operation of the interface, with a token for one of `purposes`."""

    on: str
    purposes: str
    roles: str
    anon: Any
    stranger: Any
    wrong: Any
    holder: Any
    granted: Any
    withdrawn: Any


# fmt: off
WITHOUT_PEOPLE = ("coordination:", "publications:")
"""Rooms that import none in which anything is known of people (the contract stands in pyproject.toml)."""

PAGES: dict[str, Page] = {
    # on, roles, anon, stranger, wrong role, holder, granted, withdrawn

    # project

    "health": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "ready": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),

    # accounts (allauth)

    "account_change_password": Page("", EVERYBODY, SIGN_IN, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "account_login": Page("", EVERYBODY, 200, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "account_logout": Page("", EVERYBODY, ELSEWHERE, OWN, NOBODY, OWN, OWN, OWN),
    "account_reauthenticate": Page("", EVERYBODY, SIGN_IN, STEP_UP, NOBODY, STEP_UP, STEP_UP, STEP_UP),
    "mfa_activate_totp": Page("", EVERYBODY, SIGN_IN, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "mfa_add_webauthn": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "mfa_authenticate": Page("", EVERYBODY, ELSEWHERE, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "mfa_deactivate_totp": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "mfa_generate_recovery_codes": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "mfa_index": Page("", EVERYBODY, SIGN_IN, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "mfa_list_webauthn": Page("", EVERYBODY, SIGN_IN, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "mfa_login_webauthn": Page("", EVERYBODY, ELSEWHERE, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "mfa_remove_webauthn": Page("passkey", "", SIGN_IN, 404, 404, 200, 404, 404, by="boubacar"),
    "mfa_view_recovery_codes": Page("", "", SIGN_IN, 404, 404, 200, 404, 404, by="moussa"),
    "set_language": Page("", EVERYBODY, ELSEWHERE, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),

    # ui

    "ui:style": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "ui:style_sheet": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),

    # agencies

    "agencies:account": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "agencies:close_house": Page("cast.loin", "node_administrator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "agencies:close_office": Page("office", "organisation_administrator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "agencies:decide_reset": Page("reset", HELPERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "agencies:factor": Page("", EVERYBODY, SIGN_IN, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE),
    "agencies:first_day": Page("", "", 404, 404, 404, NOBODY, 404, 404),
    "agencies:home": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "agencies:house": Page("cast.loin", "node_administrator", SIGN_IN, 403, 403, 200, 403, 403),
    "agencies:house_invite": Page("cast.loin", "node_administrator", SIGN_IN, 403, 403, 200, 403, 403),
    "agencies:house_new": Page("", "node_administrator", SIGN_IN, 403, 403, 200, 403, 403),
    "agencies:houses": Page("", "node_administrator", SIGN_IN, 403, 403, 200, 403, 403),
    "agencies:invite": Page("", ADMINISTRATORS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "agencies:language": Page("", EVERYBODY, ELSEWHERE, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),
    "agencies:link": Page("secret=@link_secret", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "agencies:member": Page("colleague", HELPERS, SIGN_IN, 404, 403, 200, 404, 404),
    "agencies:members": Page("", HELPERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "agencies:names": Page("", NAMERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "agencies:remove_name": Page("alias", NAMERS, SIGN_IN, ELSEWHERE, 403, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),
    "agencies:new_token": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "agencies:notifications": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "agencies:offices": Page("", "organisation_administrator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "agencies:open_house": Page("cast.loin", "node_administrator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "agencies:open_notification": Page("notice", "", SIGN_IN, 404, 404, ELSEWHERE, 404, 404, post=True, by="fanta"),
    "agencies:organisations": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "agencies:password_link": Page("colleague", "organisation_administrator", SIGN_IN, 404, 403, 200, 404, 404, post=True),
    "agencies:request_reset": Page("colleague", CHANGING, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "agencies:resume": Page("", EVERYBODY, 409, 409, NOBODY, 409, 409, 409),
    "agencies:resume_member": Page("suspended", "organisation_administrator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "agencies:revoke_token": Page("token", "organisation_administrator", SIGN_IN, 404, 404, ELSEWHERE, 404, 404, post=True, by="moussa"),
    "agencies:roles": Page("colleague", "organisation_administrator", SIGN_IN, 404, 403, 200, 404, 404),
    "agencies:sign_out_everywhere": Page("", EVERYBODY, SIGN_IN, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),
    "agencies:step_up": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "agencies:suspend": Page("colleague", ADMINISTRATORS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "agencies:switch_user": Page("", EVERYBODY, ELSEWHERE, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),
    "agencies:withdraw_link": Page("invitation", ADMINISTRATORS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),

    # places

    "places:board": Page("", ORIENTING, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "places:create": Page("", CHANGING, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "places:edit": Page("shelter", CHANGING, SIGN_IN, 404, 403, 200, 404, 404),
    "places:note": Page("shelter", AT_WORK, SIGN_IN, 404, 403, 200, 404, 404),
    "places:regions": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "places:site": Page("shelter", SHELTERED, SIGN_IN, 404, 403, 200, 404, 404, but={"coordinator": 404}),
    "places:sites": Page("", AT_WORK, SIGN_IN, OWN, 403, 200, OWN, OWN),

    # people

    "people:alike": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN, post=True),
    "people:arrive": Page("companion", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "people:bed": Page("stay", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "people:compare": Page("suspicion", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "people:danger": Page("visit", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "people:depart": Page("stay", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "people:due": Page("", "supervisor data_officer", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:duplicates": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:edit": Page("person", WORKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "people:erase": Page("companion", "supervisor", SIGN_IN, 404, 403, 200, 404, 404),
    "people:import": Page("brought_list", IMPORTERS, SIGN_IN, 404, 403, 200, 404, 404),
    "people:import_accept": Page("brought_list", "organisation_administrator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "people:import_drop": Page("brought_list", "organisation_administrator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "people:import_progress": Page("brought_list", IMPORTERS, SIGN_IN, 404, 403, 200, 404, 404),
    "people:import_template": Page("", IMPORTERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:imports": Page("", IMPORTERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:leave": Page("group_member", WORKERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "people:merge": Page("suspicion", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "people:new": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:now": Page("visit", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "people:paper": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:paper_registration": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:paper_visits": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:people": Page("", WORKERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:person": Page("person", WORKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "people:report_duplicate": Page("companion", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "people:search": Page("", WORKERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:separate": Page("joined", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "people:together": Page("person", WORKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "people:tonight": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "people:visitor": Page("companion", DESK, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "people:welcome": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),

    # protection

    "protection:agreement": Page("basis", WORKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "protection:consent": Page("person", WORKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "protection:ledger": Page("person", WORKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "protection:paper": Page("", WORKERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "protection:second_look": Page("urgent_basis", "supervisor", SIGN_IN, 404, 403, 200, 404, 404),
    "protection:second_looks": Page("", "supervisor", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "protection:sharing": Page("", f"{CHANGING} coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "protection:sharing_change": Page("proposed", CHANGING, SIGN_IN, 404, 403, 200, 200, 200),
    "protection:sharing_new": Page("", CHANGING, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "protection:sharing_one": Page("cast.agreement", f"{CHANGING} coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "protection:sharing_sign": Page("proposed", CHANGING, SIGN_IN, 404, 403, 200, 200, 200),
    "protection:sharing_stop": Page("proposed", CHANGING, SIGN_IN, 404, 403, 200, 200, 200),
    "protection:sheet": Page("person", WORKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "protection:urgent": Page("person", WORKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "protection:withdraw": Page("basis", WORKERS, SIGN_IN, 404, 403, 200, 404, 404),

    # questionnaires

    "questionnaires:bring_form": Page("", BRINGERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "questionnaires:bring_version": Page("own_form", BRINGERS, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:catalogue": Page("", BRINGERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "questionnaires:clean_copy": Page("own_version", BRINGERS, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:form": Page("own_form", BRINGERS, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:original": Page("own_version", BRINGERS, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:publish": Page("own_version", BRINGERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "questionnaires:reopen": Page("retired_form", BRINGERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "questionnaires:retire": Page("own_form", BRINGERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "questionnaires:settle": Page("own_form", BRINGERS, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:trial": Page("own_version", BRINGERS, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:tried": Page("own_version", BRINGERS, SIGN_IN, 404, 403, 200, 404, 404, post=True),
    "questionnaires:version_file": Page("own_version name=villages.csv", BRINGERS, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:version_xform": Page("own_version", BRINGERS, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:answer": Page("answer_id", CASEWORK, SIGN_IN, 404, 404, 200, 404, 404),
    "questionnaires:answer_file": Page("kept.answer_id name=@kept_file", DESK, SIGN_IN, 404, 404, 200, 404, 404),
    "questionnaires:bring": Page("code=satisfaction", IMPORTERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "questionnaires:correct": Page("answer_id", CASEWORK, SIGN_IN, 404, 404, 200, 404, 404),
    "questionnaires:data": Page("code=satisfaction", EXPORTERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "questionnaires:decide_export": Page("export verb=approve", DECIDERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "questionnaires:discard_draft": Page("draft", "", SIGN_IN, 404, 404, ELSEWHERE, 404, 404, post=True, by="moussa"),
    "questionnaires:draft_file": Page("draft name=@kept_file", "", SIGN_IN, 404, 404, 200, 404, 404, by="moussa"),
    "questionnaires:draft_instance": Page("draft", "", SIGN_IN, 404, 404, 200, 404, 404, by="moussa"),
    "questionnaires:drafts": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, OWN, OWN, OWN),
    "questionnaires:export": Page("export", DECIDERS, SIGN_IN, 404, 403, 200, 404, 404, but={"complaints": 404}),
    "questionnaires:export_progress": Page("export", DECIDERS, SIGN_IN, 404, 403, 200, 404, 404, but={"complaints": 404}),
    "questionnaires:fill": Page("person code=screening", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:fill_about": Page("code=visit", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "questionnaires:form_file": Page("code=visit number=1 name=none.csv", "", SIGN_IN, 404, 403, NOBODY, 404, 404, but=dict.fromkeys(DESK.split(), 404)),
    "questionnaires:instance": Page("answer_id", CASEWORK, SIGN_IN, 404, 404, 200, 404, 404),
    "questionnaires:outcome": Page("outcome", DESK, SIGN_IN, 404, 404, 200, 404, 404),
    "questionnaires:paper": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "questionnaires:receive": Page("person code=screening", DESK, SIGN_IN, 404, 403, 200, 404, 404, post=True),
    # without saying on which case: refused as answers that are about something else
    "questionnaires:receive_about": Page("code=visit", DESK, SIGN_IN, 422, 403, 422, 422, 422, post=True),
    "questionnaires:save_draft": Page("code=visit", DESK, SIGN_IN, 422, 403, 422, 422, 422, post=True),
    "questionnaires:take_export": Page("ready_export", "data_officer", SIGN_IN, 404, 403, 200, 404, 404, post=True, but={"complaints": 404}),
    "questionnaires:xform": Page("code=screening number=1", DESK, SIGN_IN, 200, 403, 200, 200, 200),


    # cases

    "cases:approvals": Page("", "supervisor", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "cases:assessment": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:assign": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:asylum": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:cancel_task": Page("task", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:case": Page("case", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:closure": Page("closing", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:decide_closure": Page("closing verb=approve", "supervisor", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "cases:decide_plan": Page("submitted_case verb=approve", "supervisor", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "cases:finish_action": Page("planned", CASEWORK, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "cases:finish_task": Page("task", CASEWORK, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "cases:list": Page("", CASEWORK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "cases:my_tasks": Page("", CASEWORK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "cases:notes": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:open": Page("alone", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:plan": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:plan_edit": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:plan_sheet": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:plan_step": Page("approved_case verb=revise", CASEWORK, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "cases:reach_goal": Page("goal", CASEWORK, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "cases:reopen": Page("closed", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:services": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:story": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:tasks": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:team": Page("", "supervisor", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "cases:tracks": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "cases:urgency": Page("case", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),

    # exchange: pages of devices; what a device asks opens for no session (tests/exchange/openrosa)

    "exchange:hsds": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_services": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_service": Page("own_service.public_id", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_service_at_locations": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_organizations": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_organization": Page("cast.gao", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_locations": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_taxonomies": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_taxonomy": Page("pk=6a1f0c58-5d4b-5b8e-9c3e-0f9a7f5d2e10", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_taxonomy_terms": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "exchange:hsds_taxonomy_term": Page("pk=cc08bead-6704-5669-a01f-ecb9b3636e08", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    # only services at a place that anybody may know: the world has none
    "exchange:hsds_service_at_location": Page(A_VERSION, EVERYBODY, 404, 404, NOBODY, 404, 404, 404),
    "exchange:hsds_location": Page(A_VERSION, EVERYBODY, 404, 404, NOBODY, 404, 404, 404),
    "exchange:hsds_unknown": Page("rest=nothing", EVERYBODY, 404, 404, NOBODY, 404, 404, 404),
    "exchange:devices": Page("", "supervisor", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "exchange:new_device": Page("", "supervisor", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "exchange:openrosa_form": Page(A_VERSION, "", 401, 401, 401, NOBODY, 401, 401),
    "exchange:openrosa_list": Page("", "", 401, 401, 401, NOBODY, 401, 401),
    "exchange:openrosa_manifest": Page(A_VERSION, "", 401, 401, 401, NOBODY, 401, 401),
    "exchange:openrosa_media": Page(f"{A_VERSION} name=cases.csv", "", 401, 401, 401, NOBODY, 401, 401),
    "exchange:openrosa_root": Page("", "", 401, 401, 401, NOBODY, 401, 401),
    "exchange:openrosa_submission": Page("", "", 401, 401, 401, NOBODY, 401, 401, post=True),
    "exchange:revoke_device": Page("device", "supervisor", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),

    # coordination: bodies, events, minutes

    "coordination:agenda": Page("meeting", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:agenda_add": Page("meeting", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:agenda_item": Page("agenda_item", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:agenda_sheet": Page("meeting", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:agenda_turn": Page("agenda_item", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "coordination:bodies": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:body": Page("body", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:body_archive": Page("body", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:body_calendar": Page("body", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:body_change": Page("body", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:body_contact": Page("body organisation=@cast.gao", SPEAKERS, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:body_document": Page("body", SPEAKERS, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:body_ics": Page("body", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:body_members": Page("body", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:body_new": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:body_seat": Page("body", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:body_work": Page("body", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:contribution": Page("contribution", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:contribution_new": Page("meeting", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:contribution_remove": Page("contribution", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:document": Page("document", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:document_remove": Page("document", SPEAKERS, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:event": Page("meeting", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:event_add_people": Page("meeting", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:event_change": Page("meeting", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:event_copy": Page("meeting", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:event_document": Page("meeting", SPEAKERS, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:event_new": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:event_people": Page("meeting", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:event_state": Page("meeting", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:events": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:feed": Page("token=@feed_secret", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:followed": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:mark_decide": Page("mark", "coordinator", SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:mark_remove": Page("mark", SPEAKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:minutes": Page("meeting", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:minutes_insert": Page("meeting", SPEAKERS, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:minutes_state": Page("meeting", "coordinator", SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:minutes_version": Page("minutes_version", EVERYBODY, SIGN_IN, 404, NOBODY, 200, 404, 404),
    "coordination:paragraph": Page("paragraph", SPEAKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:paragraph_mark": Page("paragraph", SPEAKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:paragraph_remove": Page("paragraph", SPEAKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:participant": Page("participant", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:participant_remove": Page("participant", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:seat_end": Page("seat", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:series_end": Page("series", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:series_new": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:session": Page("session", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:session_new": Page("meeting", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:session_remove": Page("free_session", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:work_line": Page("work_line", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:work_new": Page("body", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),

    # directory

    # coordination: commitments

    "coordination:commitments": Page("", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:overdue": Page("", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:clusters": Page("", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:commitments_workbook": Page("", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:commitment": Page("committed.commitment", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:cluster": Page("committed.cluster", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:commitment_new": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:books": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:book_template": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:cluster_proposals": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:commitment_edit": Page("committed.commitment", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:commitment_address": Page("committed.commitment", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:commitment_move": Page("committed.commitment", "coordinator", SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:commitment_publish": Page("committed.commitment", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "coordination:commitment_unpublish": Page("committed.published", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "coordination:commitment_decline": Page("committed.proposed", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "coordination:commitment_answer": Page("committed.addressee", REPORTING, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:commitment_batch": Page("", "coordinator", SIGN_IN, ELSEWHERE, 403, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),
    "coordination:cluster_decide": Page("", "coordinator", SIGN_IN, ELSEWHERE, 403, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),
    "coordination:cluster_look": Page("", "coordinator", SIGN_IN, ELSEWHERE, 403, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),
    "coordination:cluster_rename": Page("committed.cluster", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "coordination:cluster_merge": Page("committed.cluster", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "coordination:cluster_separate": Page("committed.cluster", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "coordination:cluster_answer": Page("committed.cluster", REPORTING, SIGN_IN, 422, 403, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True, but={"supervisor": 422, "focal_point": 422}),
    "coordination:communiques": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:communique": Page("communique", "coordinator", SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:communique_decide": Page("communique", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:communique_drop": Page("communique", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:proposal": Page("read_proposal", "coordinator", SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:proposal_take": Page("read_proposal", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:proposal_refuse": Page("read_proposal", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:book": Page("committed.book", "coordinator", SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:book_choose": Page("committed.book", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:book_write": Page("committed.book", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:book_drop": Page("committed.book", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),

    "directory:alone": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "directory:alone_in": Page("tongue=en", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "directory:alone_places": Page("tongue=fr number=1", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "directory:alone_services": Page("tongue=fr number=1 code=ML", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "directory:approve": Page("proposed_service", CHANGING, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:assure": Page("own_service", MAINTAINERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:decide": Page("proposal", CHANGING, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:edit": Page("own_service", MAINTAINERS, SIGN_IN, 404, 403, 200, 404, 404),
    "directory:end": Page("own_service", CHANGING, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:missing": Page("", LOOKING_UP, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "directory:new": Page("", MAINTAINERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "directory:own": Page("", MAINTAINERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "directory:places": Page("own_service", MAINTAINERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:proposal": Page("proposal", MAINTAINERS, SIGN_IN, 404, 403, 200, 404, 404),
    "directory:report": Page("report", LOOKING_UP, SIGN_IN, 404, 403, 200, 404, 404),
    "directory:report_on": Page("own_service", LOOKING_UP, SIGN_IN, 200, 403, 200, 200, 200),
    "directory:published": Page("kind=csv", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "directory:resume": Page("own_suspended", MAINTAINERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:search": Page("", LOOKING_UP, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "directory:service": Page("own_service", LOOKING_UP, SIGN_IN, 200, 403, 200, 200, 200),
    "directory:suspend": Page("own_service", MAINTAINERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:upkeep": Page("", MAINTAINERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "directory:workbook": Page("workbook", NAMERS, SIGN_IN, 404, 403, 200, 404, 404),
    "directory:workbook_answer": Page("workbook", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:workbook_drop": Page("workbook", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:workbook_template": Page("", NAMERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "directory:workbook_write": Page("workbook", "coordinator", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "directory:workbooks": Page("", NAMERS, SIGN_IN, OWN, 403, 200, OWN, OWN),

    # inquiries

    "inquiries:ask": Page("alone", ASKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "inquiries:asked": Page("", WATCHED, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "inquiries:decide": Page("own_hit", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404),
    "inquiries:inquiry": Page("inquiry", ASKERS, SIGN_IN, 404, 403, 200, 404, 404),
    "inquiries:quiet": Page("own_hit", CASEWORK, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "inquiries:received": Page("", CASEWORK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "inquiries:transmitted": Page("", ASKERS, SIGN_IN, OWN, 403, 200, OWN, OWN),

    # coordination

    "coordination:campaign": Page("frames.campaign", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:campaign_edit": Page("frames.campaign", TELLERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:campaign_new": Page("", TELLERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:campaigns": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:clause": Page("frames.clause", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:clause_edit": Page("frames.clause", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:clause_judge": Page("frames.clause", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:clause_new": Page("frames.treaty", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:costs": Page("frames.axis", TELLERS, SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:exposure_edit": Page("frames.exposure", TELLERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:exposure_new": Page("", TELLERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:exposures": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:framework": Page("frames.plan", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:framework_edit": Page("frames.plan", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:framework_new": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:frameworks": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:gaps_file": Page("frames.plan", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:gaps": Page("frames.plan", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:item_edit": Page("frames.item", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:item_new": Page("frames.plan", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:laws": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:observance_new": Page("frames.clause", TELLERS, SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:party": Page("frames.party", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:party_edit": Page("frames.party", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:party_new": Page("frames.instrument", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:plan_indicator_edit": Page("frames.indicator", TELLERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:plan_indicator_new": Page("frames.item", TELLERS, SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:plan_item": Page("frames.item", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:position_edit": Page("frames.position", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:position_new": Page("frames.instrument", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:practice": Page("frames.practice", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:practice_edit": Page("frames.draft", TELLERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:practice_new": Page("", TELLERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:practice_review": Page("frames.theirs", VALIDATORS, SIGN_IN, 200, 403, 200, 404, 404),
    "coordination:practice_step": Page("frames.draft verb=submit", TELLERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:practice_withdraw": Page("frames.practice", TELLERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:practices": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:project": Page("frames.project", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:project_edit": Page("frames.project", TELLERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:project_new": Page("", TELLERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:project_step": Page("frames.project verb=begin", TELLERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:projects": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:rights": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:rights_in": Page("tongue=en", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:rights_edit": Page("frames.right", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:rights_lines": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:rights_new": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:rights_sheet": Page("tongue=fr pair=ML-SN", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:training": Page("frames.training", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:training_edit": Page("frames.training", TELLERS, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:training_new": Page("", TELLERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:trainings": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:treaties": Page("", EVERYBODY, SIGN_IN, OWN, NOBODY, 200, OWN, OWN),
    "coordination:treaty": Page("frames.treaty", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:treaty_edit": Page("frames.treaty", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:treaty_new": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "coordination:comment": Page("answered.published", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:comment_step": Page("answered.comment verb=publish", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, 404, 404, post=True, but={"supervisor": 404, "focal_point": 404}),
    "coordination:comment_write": Page("promised.coming about=commitment", "", SIGN_IN, 200, 403, 200, 403, 403, by="drissa"),
    "coordination:comments": Page("", REPORTING, SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:engagement": Page("promised.late", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:engagements": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:engagements_file": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:evidence": Page("", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:evidence_new": Page("", "coordinator", SIGN_IN, 403, 403, 200, 200, 200),
    "coordination:evidence_stop": Page("feed", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),
    "coordination:follow_up": Page("", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:follow_up_file": Page("", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:follow_up_ask": Page("", EVERYBODY, SIGN_IN, ELSEWHERE, NOBODY, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True),
    "coordination:follow_up_paper": Page("paper", "", SIGN_IN, 404, 404, 200, 404, 404, by="fanta"),
    "coordination:follow_up_paper_file": Page("paper", "", SIGN_IN, 404, 404, 200, 404, 404, by="fanta"),
    "coordination:follow_up_progress": Page("paper", "", SIGN_IN, 404, 404, 200, 404, 404, by="fanta"),
    "coordination:handover": Page("", f"{REPORTING} organisation_administrator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:indicator_change": Page("answered.indicator", REPORTING, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:indicator_new": Page("answered.measure", REPORTING, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:measure": Page("answered.measure", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:measure_change": Page("answered.measure", REPORTING, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:measure_new": Page("", REPORTING, SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:measure_step": Page("answered.measure verb=begin", REPORTING, SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "coordination:measures": Page("", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:progress": Page("answered.validated", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),
    "coordination:progress_attach": Page("answered.draft", REPORTING, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:progress_change": Page("answered.draft", REPORTING, SIGN_IN, 404, 403, 200, 404, 404),
    "coordination:progress_detach": Page("answered.file", REPORTING, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:progress_file": Page("answered.file", EVERYBODY, SIGN_IN, 404, NOBODY, 200, 404, 404),
    "coordination:progress_list": Page("", REPORTING, SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:progress_new": Page("answered.indicator", REPORTING, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:progress_step": Page("answered.draft verb=send", REPORTING, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:proposed_decide": Page("promised.late", "coordinator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "coordination:proposed_states": Page("", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "coordination:questions": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:report_by_link": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "coordination:report_link": Page("answered.due", REPORTING, SIGN_IN, 403, 403, 200, 403, 403),
    "coordination:report_link_withdraw": Page("answered.link", REPORTING, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "coordination:reports_due": Page("", EVERYBODY, SIGN_IN, 200, NOBODY, 200, 200, 200),

    # publications

    "publications:act": Page("table_draft", DECIDERS, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "publications:change": Page("table_draft", "data_officer", SIGN_IN, 404, 403, 200, 404, 404),
    "publications:file": Page(f"{A_TABLE} number=1", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "publications:new": Page("", "data_officer", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "publications:one": Page(A_TABLE, EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "publications:published": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "publications:say": Page("table_proposed", DECIDERS, SIGN_IN, 404, 403, 200, 404, 404),
    "publications:table": Page("table_published", DECIDERS, SIGN_IN, 404, 403, 200, 404, 404),
    "publications:tables": Page("", DECIDERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "publications:version": Page(f"{A_TABLE} number=1", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),

    # referrals

    "referrals:accompany": Page("referral", CASEWORK, SIGN_IN, 404, 403, 422, 403, 403, post=True, but={"reception": 404}),
    "referrals:again": Page("declined", CASEWORK, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, but={"reception": 404}),
    "referrals:answer": Page("referral verb=accept", "", SIGN_IN, 404, 403, NOBODY, 200, ELSEWHERE, but={"focal_point": 404}),
    "referrals:arrive": Page("escorted", CASEWORK, SIGN_IN, 404, 403, ELSEWHERE, ELSEWHERE, ELSEWHERE, post=True, but={"reception": 404, "focal_point": 404}),
    "referrals:attach": Page("alarm", DESK, SIGN_IN, 404, 403, 422, 403, 403, post=True, but={"focal_point": 404}),
    "referrals:by_phone": Page("referral", CASEWORK, SIGN_IN, 404, 403, 200, 403, 403, but={"reception": 404}),
    "referrals:code": Page("", EITHER_SIDE, SIGN_IN, 422, 403, 422, 422, 422, post=True),
    "referrals:complaint": Page("complaint", "complaints", SIGN_IN, 404, 403, 200, 404, 404),
    "referrals:complaints": Page("", "complaints", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "referrals:complaints_counted": Page("", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "referrals:complaints_desks": Page("", "node_administrator", SIGN_IN, 403, 403, 200, 403, 403),
    "referrals:detail": Page("referral", CASEWORK, SIGN_IN, 404, 403, 200, 200, 200, but={"reception": 404, "focal_point": 404}),
    "referrals:discard": Page("sketch", "supervisor", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True, by="moussa", but={"reception": 404, "case_worker": 404}),
    "referrals:draft": Page("sketch", "supervisor", SIGN_IN, 404, 403, 200, 404, 404, by="moussa", but={"reception": 404, "case_worker": 404}),
    "referrals:duty": Page("", ROTA, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "referrals:duty_take": Page("duty", CHANGING, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "referrals:emergency": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "referrals:end_complaints_desk": Page("complaints_desk", "node_administrator", SIGN_IN, 403, 403, ELSEWHERE, 403, 403, post=True),
    "referrals:feedback": Page("referral", CASEWORK, SIGN_IN, 404, 403, 200, 403, 403, but={"reception": 404}),
    "referrals:follow": Page("referral", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404, but={"reception": 404}),
    "referrals:guest": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "referrals:guest_answer": Page("guest_link", "", 404, 404, 404, NOBODY, 404, 404),
    "referrals:guest_give": Page("guest_link verb=accept", "", 404, 404, 404, NOBODY, 404, 404, post=True),
    "referrals:inbox": Page("", ANSWERERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "referrals:invite": Page("guest_referral", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404, but={"reception": 404}),
    "referrals:message": Page("referral", CASEWORK, SIGN_IN, 404, 403, 422, 422, 422, post=True, but={"reception": 404, "focal_point": 404}),
    "referrals:nothing_kept": Page("recalled", "", SIGN_IN, 404, 403, NOBODY, ELSEWHERE, ELSEWHERE, post=True, but={"focal_point": 404}),
    "referrals:outbox": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "referrals:read_out": Page("", DESK, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "referrals:recall": Page("referral", CASEWORK, SIGN_IN, 404, 403, 200, 403, 403, but={"reception": 404}),
    "referrals:return": Page("referral", CASEWORK, SIGN_IN, 404, 403, ELSEWHERE, 403, 403, post=True, but={"reception": 404}),
    "referrals:send": Page("case", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "referrals:send_on": Page("declined", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404, but={"reception": 404}),
    "referrals:send_person": Page("alone", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "referrals:send_person_to": Page("alone service=@service", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "referrals:send_to": Page("case service=@service", DESK, SIGN_IN, 404, 403, 200, 404, 404),
    "referrals:sheet": Page("referral", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404, but={"reception": 404}),
    "referrals:slip": Page("referral", CASEWORK, SIGN_IN, 404, 403, 200, 404, 404, but={"reception": 404}),
    "referrals:suivi": Page("", EVERYBODY, 200, 200, NOBODY, 200, 200, 200),
    "referrals:suivi_feedback": Page("", EVERYBODY, 422, 422, NOBODY, 422, 422, 422, post=True),
    "referrals:take_complaint": Page("complaint", "complaints", SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True),
    "referrals:withdraw_link": Page("guest_link", CASEWORK, SIGN_IN, 404, 403, ELSEWHERE, 404, 404, post=True, but={"reception": 404}),

    # statistics

    "statistics:coverage": Page("", "coordinator", SIGN_IN, OWN, 403, 200, OWN, OWN),
    "statistics:monthly": Page("", READERS, SIGN_IN, OWN, 403, 200, OWN, OWN),
    "statistics:network": Page("", "coordinator", SIGN_IN, 200, 403, 200, 200, 200),
    "statistics:network_file": Page("kind=csv", "coordinator", SIGN_IN, 404, 403, 404, 404, 404),
    "statistics:monthly_sheet": Page("", "supervisor data_officer", SIGN_IN, 404, 403, 200, 404, 404),
}
# fmt: on

# fmt: off
ACTIONS: dict[str, Act] = {
    # on, roles, sees, anon, stranger, wrong role, holder, granted, withdrawn
    "alias.confirm": Act("", NAMERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "alias.remove": Act("alias", NAMERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "account.change": Act("", EVERYBODY, "", REFUSED, OK, NOBODY, OK, OK, OK),
    "account.create": Act("cast.gao", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="setup one-time-link"),
    "account.end_sessions": Act("", EVERYBODY, "", REFUSED, OK, NOBODY, OK, OK, OK),
    "answer.recompute": Act("answer_id", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "answer.submit": Act("", DESK, "", REFUSED, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "answers.import": Act("", IMPORTERS, "", STEP_UP, OK, REFUSED, OK, OK, OK),
    "area.assess": Act("case", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "basis.escalate": Act("urgent_basis", "", WORKERS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="protection.second_looks"),
    "basis.look_again": Act("urgent_basis", "supervisor", "reception case_worker reintegration family_links", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "basis.record": Act("", WORKERS, "", REFUSED, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "basis.record_answers": Act("", WORKERS, "", REFUSED, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "basis.withdraw": Act("basis", WORKERS, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "case.approve_closure": Act("closing", "supervisor", "reception case_worker", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "communique.bring": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "communique.decide": Act("communique", "coordinator", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "communique.drop": Act("communique", "coordinator", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "read_proposal.accept": Act("read_proposal", "coordinator", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "read_proposal.refuse": Act("read_proposal", "coordinator", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "book.bring": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "book.choose": Act("committed.book", "coordinator", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "book.drop": Act("committed.book", "coordinator", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "book.write": Act("committed.book", "coordinator", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "book.end": Act("committed.book", "", "coordinator", NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="coordination.books"),
    "cluster.confirm": Act("", "coordinator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "cluster.refuse": Act("", "coordinator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "cluster.propose": Act("", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="coordination.likeness"),
    "cluster.merge": Act("committed.cluster", "coordinator", NOT_COORDINATOR, NOT_FOUND, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "cluster.rename": Act("committed.cluster", "coordinator", NOT_COORDINATOR, NOT_FOUND, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "cluster.separate": Act("committed.cluster", "coordinator", NOT_COORDINATOR, NOT_FOUND, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "cluster.answer": Act("committed.cluster", REPORTING, NOT_REPORTING, NOT_FOUND, INVALID, NOBODY, OK, OK, OK, but={"supervisor": INVALID, "focal_point": INVALID}),
    "commitment.record": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "commitment.batch": Act("", "coordinator", "", REFUSED, INVALID, REFUSED, OK, INVALID, INVALID),
    "commitment.remind": Act("", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="coordination.reminders"),
    "commitment.address": Act("committed.commitment", "coordinator", NOT_COORDINATOR, NOT_FOUND, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "commitment.correct": Act("committed.commitment", "coordinator", NOT_COORDINATOR, NOT_FOUND, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "commitment.move": Act("committed.commitment", "coordinator", NOT_COORDINATOR, NOT_FOUND, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "commitment.publish": Act("committed.commitment", "coordinator", NOT_COORDINATOR, NOT_FOUND, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "commitment.unpublish": Act("committed.published", "coordinator", NOT_COORDINATOR, REFUSED, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "commitment.decline": Act("committed.proposed", "coordinator", NOT_COORDINATOR, NOT_FOUND, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "commitment.propose": Act("committed.commitment", REPORTING, NOT_REPORTING, NOT_FOUND, OK, NOBODY, OK, OK, OK),
    "commitment.answer": Act("committed.addressee", REPORTING, NOT_REPORTING, NOT_FOUND, REFUSED, NOBODY, OK, REFUSED, REFUSED),
    "case.assign": Act("case", "supervisor", "reception case_worker", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "case.depart": Act("case", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "case.escalate": Act("case", "", DESK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="cases.clocks"),
    "case.hand_over": Act("case", "", DESK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND),
    "case.hand_off_to_asylum": Act("case", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "case.import": Act("", IMPORTERS, "", STEP_UP, INVALID, REFUSED, OK, INVALID, INVALID),
    "case.open": Act("", DESK, "", REFUSED, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "case.reopen": Act("closed", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "case.request_closure": Act("quiet", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "case.return_closure": Act("closing", "supervisor", "reception case_worker", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "case.set_tracks": Act("case", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "case.set_urgency": Act("case", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "case.take_over": Act("", ANSWERERS, "", REFUSED, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "complaint.close": Act("complaint_in_hand", "complaints", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "complaint.file": Act("", DESK, "", REFUSED, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND, services="referrals.following", but={"reception": NOT_FOUND}),
    "complaint.take": Act("complaint", "complaints", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "complaints_desk.designate": Act("", "node_administrator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "complaints_desk.end": Act("complaints_desk", "node_administrator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    # coordination: bodies, events, minutes

    "agenda.add": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "agenda.change": Act("agenda_item", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "agenda.fill": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "agenda.move": Act("agenda_item", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "agenda.settle": Act("agenda_item", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "body.archive": Act("body", "coordinator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "body.change": Act("body", "coordinator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "body.create": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "body.name_contact": Act("body", SPEAKERS, "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "body.remove_contact": Act("body", SPEAKERS, "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "body.reopen": Act("archived_body", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "body.seat": Act("body", "coordinator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "body.unseat": Act("seat", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "contribution.add": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "contribution.change": Act("contribution", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "contribution.remove": Act("contribution", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "document.add_to_body": Act("body", SPEAKERS, "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "document.add_to_event": Act("meeting", SPEAKERS, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "document.remove": Act("document", SPEAKERS, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.add_people": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.add_theme": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.cancel": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.change": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.change_participant": Act("participant", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.clone": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.create": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "event.hold": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.note_attendance": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.plan_again": Act("cancelled_meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "event.remove_participant": Act("participant", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "feed.renew": Act("body", EVERYBODY, "", REFUSED, OK, NOBODY, OK, OK, OK),
    "minutes.adopt": Act("circulated", "coordinator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "minutes.begin": Act("meeting", SPEAKERS, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "minutes.circulate": Act("minutes", "coordinator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "minutes.correct": Act("adopted", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "minutes.decide": Act("mark", "coordinator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "minutes.insert": Act("minutes", SPEAKERS, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "minutes.mark": Act("paragraph", SPEAKERS, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "minutes.remove_paragraph": Act("free_paragraph", SPEAKERS, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "minutes.restore_paragraph": Act("free_paragraph", SPEAKERS, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "minutes.save_paragraph": Act("paragraph", SPEAKERS, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "minutes.take_back": Act("circulated", "coordinator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "minutes.unmark": Act("mark", SPEAKERS, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "series.end": Act("series", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "series.plan": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "session.add": Act("meeting", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "session.change": Act("session", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "session.remove": Act("free_session", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "work.change": Act("work_line", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "work.plan": Act("body", "coordinator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),

    "directory.import_hsds": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "device.issue": Act("", "supervisor", "", STEP_UP, INVALID, REFUSED, OK, INVALID, INVALID),
    "duplicate.dismiss": Act("suspicion", DESK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "duplicate.find_late": Act("", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="people.comparing"),
    "duplicate.postpone": Act("suspicion", DESK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "duplicate.refer": Act("closed_suspicion", DESK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, but={"case_worker": CONFLICT, "supervisor": CONFLICT}),
    "duplicate.report": Act("", DESK, "", REFUSED, INVALID, REFUSED, OK, INVALID, INVALID),
    "duty.give": Act("", CHANGING, "", REFUSED, INVALID, REFUSED, OK, INVALID, INVALID),
    "duty.take": Act("duty", CHANGING, "focal_point", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "draft.discard": Act("draft", "", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, by="moussa"),
    "draft.end": Act("", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="questionnaires.drafts"),
    "draft.save": Act("", DESK, "", REFUSED, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "campaign.add": Act("", TELLERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "campaign.change": Act("frames.campaign", TELLERS, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "clause.add": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "clause.change": Act("frames.clause", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "clause.judge": Act("frames.clause", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "exposure.add": Act("", TELLERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "exposure.change": Act("frames.exposure", TELLERS, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "framework.add": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "framework.add_item": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "framework.change": Act("frames.plan", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "framework.change_item": Act("frames.item", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "framework.change_position": Act("frames.position", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "framework.note_position": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "instrument.bind": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "instrument.change": Act("frames.party", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "observance.note": Act("", TELLERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "plan.add_indicator": Act("", TELLERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "plan.change_indicator": Act("frames.indicator", TELLERS, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "plan.set_costs": Act("frames.axis", TELLERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "practice.change": Act("frames.draft", TELLERS, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "practice.review": Act("frames.theirs", VALIDATORS, "", NOT_FOUND, OK, REFUSED, OK, REFUSED, REFUSED),
    "practice.step": Act("frames.draft", TELLERS, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "practice.write": Act("", TELLERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "project.add": Act("", TELLERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "project.change": Act("frames.project", TELLERS, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "project.step": Act("frames.project", TELLERS, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "rights.add": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "rights.change": Act("frames.right", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "training.add": Act("", TELLERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "training.change": Act("frames.training", TELLERS, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "treaty.add": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "treaty.change": Act("frames.treaty", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "comment.answer": Act("answered.published", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "comment.on_commitment": Act("promised.coming", "", "", REFUSED, OK, REFUSED, NOBODY, REFUSED, REFUSED),
    "comment.on_report": Act("answered.validated", "", "", NOT_FOUND, OK, REFUSED, NOBODY, REFUSED, REFUSED),
    "comment.publish": Act("answered.comment", "coordinator", "", NOT_FOUND, REFUSED, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "comment.refuse": Act("answered.comment", "coordinator", "", NOT_FOUND, REFUSED, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "comment.withdraw": Act("answered.comment", "", "coordinator", NOT_FOUND, OK, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND),
    "follow_up.ask": Act("", EVERYBODY, "", REFUSED, OK, NOBODY, OK, OK, OK),
    "follow_up.end": Act("paper", "", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="coordination.papers"),
    "follow_up.fail": Act("paper_asked", "", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="coordination.papers"),
    "follow_up.store": Act("paper_asked", "", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="coordination.papers"),
    "handover.make": Act("", f"{REPORTING} organisation_administrator", "", REFUSED, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "indicator.add": Act("answered.measure", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "indicator.change": Act("answered.indicator", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "indicator.schedule": Act("answered.indicator", "", "", NOT_FOUND, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="coordination.reports"),
    "measure.abandon": Act("answered.measure", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "measure.begin": Act("answered.measure", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "measure.change": Act("answered.measure", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "measure.finish": Act("answered.measure", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "measure.plan": Act("", REPORTING, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "measure.reopen": Act("answered.done", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "report.accept": Act("answered.validated", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "report.attach": Act("answered.draft", REPORTING, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "report.change": Act("answered.draft", REPORTING, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "report.correct": Act("answered.validated", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "report.detach": Act("answered.draft", REPORTING, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "report.discard": Act("answered.draft", REPORTING, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "report.draft": Act("answered.indicator", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "report.return": Act("answered.sent", "supervisor coordinator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "report.send": Act("answered.draft", REPORTING, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "report.send_back": Act("answered.validated", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "report.validate": Act("answered.sent", "supervisor coordinator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "report_due.remind": Act("answered.due", "", "", NOT_FOUND, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="coordination.reports"),
    "report_link.make": Act("answered.due", REPORTING, "", NOT_FOUND, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "report_link.open": Act("answered.link", "", REPORTING, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="coordination.links"),
    "report_link.report": Act("answered.link", "", REPORTING, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND),
    "report_link.withdraw": Act("answered.link", REPORTING, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "evidence.feed": Act("", "coordinator", "", REFUSED, REFUSED, REFUSED, OK, OK, OK),
    "evidence.stop": Act("feed", "coordinator", "", NOT_FOUND, REFUSED, REFUSED, OK, OK, OK),
    "export.approve": Act("export", DECIDERS, "", STEP_UP, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "export.end": Act("export", "", DECIDERS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="questionnaires.exports"),
    "export.refuse": Act("export", DECIDERS, "", STEP_UP, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "export.request": Act("", EXPORTERS, "", STEP_UP, OK, REFUSED, OK, OK, OK),
    "export.fail": Act("export", "", DECIDERS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="questionnaires.exports"),
    "export.store": Act("export", "", DECIDERS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="questionnaires.exports"),
    "export.take": Act("ready_export", "data_officer", "supervisor", STEP_UP, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "factor.add": Act("", EVERYBODY, "", REFUSED, OK, NOBODY, OK, OK, OK),
    "factor.approve_reset": Act("reset", HELPERS, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "factor.close_reset": Act("reset", "", HELPERS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="sign-in-reset"),
    "factor.refuse_reset": Act("reset", HELPERS, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "factor.request_reset": Act("colleague", CHANGING, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "follow.feedback": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="referrals.following"),
    "form.bring": Act("", BRINGERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "form.publish": Act("", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="setup"),
    "form.publish_version": Act("own_version", BRINGERS, "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "form.reopen": Act("retired_form", BRINGERS, "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "form.retire": Act("own_form", BRINGERS, "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "form.settle": Act("own_form", BRINGERS, "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "group.join": Act("", WORKERS, "", REFUSED, INVALID, REFUSED, OK, INVALID, INVALID),
    "group.leave": Act("group_member", WORKERS, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "guest.answer": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, REFUSED, REFUSED),
    "guest.invite": Act("guest_referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "guest.notice_elsewhere": Act("guest_link", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="referrals.guests"),
    "guest.open": Act("guest_link", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="referrals.guests"),
    "guest.withdraw": Act("guest_link", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "import.accept": Act("brought_list", "organisation_administrator", "data_officer", STEP_UP, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "import.bring": Act("", IMPORTERS, "", STEP_UP, OK, REFUSED, OK, OK, OK),
    "import.drop": Act("brought_list", "organisation_administrator", "data_officer", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "import.end": Act("brought_list", "", IMPORTERS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="people.lists"),
    "import.judge": Act("checking_list", "", IMPORTERS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="people.lists"),
    "import.write": Act("writing_list", "organisation_administrator", "data_officer", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "inquiry.ask": Act("", ASKERS, "", REFUSED, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "inquiry.end": Act("inquiry", "", WATCHED, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="inquiries.matching"),
    "inquiry.find": Act("", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="inquiries.matching"),
    "inquiry.keep_quiet": Act("own_hit", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "inquiry.make_known": Act("own_hit", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "inquiry.match": Act("inquiry", "", WATCHED, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="inquiries.matching"),
    "invitation.accept": Act("invitation", "", ADMINISTRATORS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="one-time-link"),
    "member.add": Act("cast.gao", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="setup one-time-link"),
    "member.change_roles": Act("colleague", "organisation_administrator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "member.invite": Act("", ADMINISTRATORS, "", REFUSED, OK, REFUSED, OK, OK, OK, but={"node_administrator": "invalid"}),
    "member.password_link": Act("colleague", "organisation_administrator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "member.resume": Act("suspended", "organisation_administrator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "member.suspend": Act("colleague", ADMINISTRATORS, "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "member.withdraw_link": Act("invitation", ADMINISTRATORS, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, services="setup"),
    "node.set_up": Act("", "node_administrator", "", REFUSED, REFUSED, REFUSED, CONFLICT, REFUSED, REFUSED, services="setup"),
    "network.keep": Act("", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="statistics.network"),
    "note.write": Act("case", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "notice.read": Act("notice", "", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, by="fanta"),
    "notice.read_all": Act("", EVERYBODY, "", REFUSED, OK, NOBODY, OK, OK, OK),
    "office.close": Act("office", "organisation_administrator", "", NOT_FOUND, NOT_FOUND, REFUSED, OK, NOT_FOUND, NOT_FOUND),
    "office.create": Act("", "organisation_administrator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "organisation.close": Act("cast.loin", "node_administrator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "organisation.create": Act("", "node_administrator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED, services="setup"),
    "organisation.open": Act("cast.loin", "node_administrator", "", REFUSED, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "organisation.record": Act("", "coordinator", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "password.choose": Act("invitation", "", ADMINISTRATORS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="one-time-link"),
    "person.erase": Act("companion", "supervisor", "reception case_worker reintegration family_links", STEP_UP, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, services="people.retention"),
    "person.import": Act("", IMPORTERS, "", STEP_UP, OK, REFUSED, OK, OK, OK),
    "person.merge": Act("twin", DESK, "reintegration family_links", STEP_UP, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "person.register": Act("", DESK, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "person.separate": Act("joined", DESK, "reintegration family_links", STEP_UP, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "person.take_in": Act("", ANSWERERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "person.update": Act("person", WORKERS, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "plan.approve": Act("submitted", "supervisor", "case_worker", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "plan.finish_action": Act("planned", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "plan.reach_goal": Act("goal", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "plan.return": Act("submitted", "supervisor", "case_worker", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "plan.revise": Act("approved", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "plan.save": Act("plan", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "plan.submit": Act("plan", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "proposal.approve": Act("proposal", CHANGING, "focal_point coordinator", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "proposal.refuse": Act("proposal", CHANGING, "focal_point coordinator", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "proposal.withdraw": Act("proposal", f"{CHANGING} focal_point", "coordinator", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "referral.accept": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.accompany": Act("referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.agree_return": Act("referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.arrive": Act("escorted", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, OK, OK),
    "referral.answer_by_phone": Act("referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.attach": Act("alarm", DESK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.complete": Act("served", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.confirm_erasure": Act("recalled", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, OK),
    "referral.count_pace": Act("", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="referrals.pace"),
    "referral.decline": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.discard": Act("sketch", "supervisor", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, by="moussa"),
    "referral.draft": Act("", DESK, "", REFUSED, INVALID, REFUSED, OK, INVALID, INVALID),
    "referral.escalate": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="referrals.deadlines"),
    "referral.expire": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="referrals.deadlines"),
    "referral.miss_arrival": Act("escorted", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="referrals.deadlines"),
    "referral.no_show": Act("accepted", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.person_declines": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.feedback": Act("referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.follow": Act("referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.not_reached": Act("accepted", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.print_slip": Act("referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.recall": Act("referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.receive": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.import": Act("", IMPORTERS, "", STEP_UP, OK, REFUSED, OK, INVALID, INVALID),
    "referral.redirect": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.redraft": Act("sketch", "supervisor", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, by="moussa"),
    "referral.remind_return": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="referrals.deadlines"),
    "referral.remind": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="referrals.deadlines"),
    "referral.send": Act("", DESK, "", REFUSED, INVALID, REFUSED, OK, INVALID, INVALID),
    "referral.send_draft": Act("sketch", "supervisor", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, by="moussa"),
    "referral.send_on": Act("declined", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.send_together": Act("", DESK, "", REFUSED, INVALID, REFUSED, OK, INVALID, INVALID),
    "referral.serve": Act("accepted", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.tell_sender": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="referrals.deadlines"),
    "referral.withdraw": Act("referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, REFUSED, REFUSED),
    "referral.waitlist": Act("referral", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, OK, CONFLICT),
    "referral.write": Act("referral", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, OK, CONFLICT),
    "report.make": Act("", LOOKING_UP, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "report.settle": Act("report", MAINTAINERS, "reception case_worker reintegration family_links data_officer complaints", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "retention.expire": Act("", "", "", REFUSED, REFUSED, REFUSED, NOBODY, REFUSED, REFUSED, services="people.retention"),
    "service.approve": Act("proposed_service", CHANGING, "reception case_worker focal_point reintegration family_links coordinator data_officer complaints", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "service.assure": Act("own_service", MAINTAINERS, "reception case_worker reintegration family_links data_officer complaints", NOT_FOUND, REFUSED, NOT_FOUND, OK, REFUSED, REFUSED),
    "service.create": Act("", MAINTAINERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "service.end": Act("own_service", CHANGING, "reception case_worker focal_point reintegration family_links coordinator data_officer complaints", NOT_FOUND, REFUSED, NOT_FOUND, OK, REFUSED, REFUSED),
    "service.give": Act("case", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "service.import": Act("", MAINTAINERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "service.propose": Act("own_service", MAINTAINERS, "reception case_worker reintegration family_links data_officer complaints", NOT_FOUND, REFUSED, NOT_FOUND, OK, REFUSED, REFUSED),
    "service.resume": Act("own_suspended", MAINTAINERS, "reception case_worker reintegration family_links data_officer complaints", NOT_FOUND, REFUSED, NOT_FOUND, OK, REFUSED, REFUSED),
    "service.set_places": Act("own_service", MAINTAINERS, "reception case_worker reintegration family_links data_officer complaints", NOT_FOUND, REFUSED, NOT_FOUND, OK, REFUSED, REFUSED),
    "service.suspend": Act("own_service", MAINTAINERS, "reception case_worker reintegration family_links data_officer complaints", NOT_FOUND, REFUSED, NOT_FOUND, OK, REFUSED, REFUSED),
    "sharing.announce": Act("cast.agreement", "", f"{CHANGING} coordinator", NOT_FOUND, REFUSED, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="protection.sharing"),
    "sharing.begin": Act("cast.agreement", "", f"{CHANGING} coordinator", NOT_FOUND, REFUSED, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="protection.sharing"),
    "sharing.change": Act("proposed", CHANGING, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, OK, OK),
    "sharing.denounce": Act("cast.agreement", CHANGING, "coordinator", STEP_UP, REFUSED, NOT_FOUND, OK, OK, OK),
    "sharing.discard": Act("proposed", CHANGING, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, OK, OK),
    "sharing.draft": Act("", CHANGING, "", REFUSED, INVALID, REFUSED, OK, OK, OK),
    "sharing.end": Act("cast.agreement", "", f"{CHANGING} coordinator", NOT_FOUND, REFUSED, NOT_FOUND, NOBODY, REFUSED, REFUSED, services="protection.sharing"),
    "sharing.sign": Act("proposed", CHANGING, "", STEP_UP, NOT_FOUND, NOT_FOUND, OK, OK, OK),
    "service.update": Act("own_service", CHANGING, "reception case_worker focal_point reintegration family_links coordinator data_officer complaints", NOT_FOUND, REFUSED, NOT_FOUND, OK, REFUSED, REFUSED),
    "site.create": Act("", CHANGING, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "site.note_day": Act("shelter", AT_WORK, "focal_point reintegration family_links complaints", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "site.update": Act("shelter", CHANGING, "reception case_worker focal_point reintegration family_links complaints", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "stay.begin": Act("", DESK, "", REFUSED, INVALID, REFUSED, OK, INVALID, INVALID),
    "stay.end": Act("stay", DESK, "reintegration family_links", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "stay.move": Act("stay", DESK, "reintegration family_links", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "submission.hand_in": Act("", DESK, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "submission.keep": Act("", DESK, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "table.approve": Act("table_proposed", DECIDERS, "", STEP_UP, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "table.change": Act("table_draft", "data_officer", "supervisor", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "table.discard": Act("table_draft", DECIDERS, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "table.draft": Act("", "data_officer", "", REFUSED, OK, REFUSED, OK, OK, OK),
    "table.propose": Act("table_draft", "data_officer", "supervisor", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "table.send_back": Act("table_proposed", DECIDERS, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "table.withdraw": Act("table_published", DECIDERS, "", STEP_UP, REFUSED, REFUSED, OK, REFUSED, REFUSED),
    "task.add": Act("case", CASEWORK, "reception", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "task.cancel": Act("task", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "task.escalate": Act("task", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="cases.clocks"),
    "task.finish": Act("task", CASEWORK, "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "task.remind": Act("task", "", CASEWORK, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="cases.clocks"),
    "token.create": Act("", EVERYBODY, "", STEP_UP, OK, NOBODY, OK, OK, OK, services="setup"),
    "token.revoke": Act("token", "organisation_administrator", "", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND, by="moussa"),
    "token.revoke_all": Act("", EVERYBODY, "", REFUSED, OK, NOBODY, OK, OK, OK),
    "token.use": Act("token", "", "organisation_administrator", NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="sign-in"),
    "visit.danger": Act("visit", DESK, "reintegration family_links", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "visit.link": Act("fresh_visit", DESK, "reintegration family_links", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "visit.record": Act("", DESK, "", REFUSED, INVALID, REFUSED, OK, INVALID, INVALID),
    "workbook.answer": Act("workbook", "coordinator", "organisation_administrator", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "workbook.bring": Act("", NAMERS, "", REFUSED, OK, REFUSED, OK, OK, OK),
    "workbook.drop": Act("workbook", "coordinator", "organisation_administrator", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
    "workbook.end": Act("workbook", "", NAMERS, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOBODY, NOT_FOUND, NOT_FOUND, services="directory.workbooks"),
    "workbook.write": Act("workbook", "coordinator", "organisation_administrator", NOT_FOUND, NOT_FOUND, NOT_FOUND, OK, NOT_FOUND, NOT_FOUND),
}
# fmt: on

# fmt: off
READS: dict[str, Read] = {
    # on, purposes, roles, anon, stranger, wrong role, holder, granted, withdrawn
    "visits": Read("", "reception case_management", WORKERS, 401, OWN, EMPTY, 200, EMPTY, EMPTY),
    "people": Read("", "reception case_management", WORKERS, 401, OWN, EMPTY, 200, OWN, OWN),
    "person": Read("person", "reception case_management", WORKERS, 401, 404, 404, 200, 404, 404),
    "stays": Read("", "reception case_management", WORKERS, 401, EMPTY, EMPTY, 200, EMPTY, EMPTY),
    "lawful_bases": Read("", "reception case_management", WORKERS, 401, OWN, EMPTY, 200, OWN, OWN),
    "cases": Read("", "case_management", DESK, 401, OWN, EMPTY, 200, EMPTY, EMPTY),
    "case": Read("case", "case_management", DESK, 401, 404, 404, 200, 404, 404),
    "services": Read("", "referral case_management reception", LOOKING_UP, 401, 200, EMPTY, 200, 200, 200),
    "service": Read("own_service", "referral case_management reception", LOOKING_UP, 401, 200, 404, 200, 200, 200),
    "referrals box=inbox": Read("", "referral", "", 401, EMPTY, EMPTY, NOBODY, 200, 200),
    "referrals box=outbox": Read("", "referral", DESK, 401, OWN, EMPTY, 200, EMPTY, EMPTY),
    "referral": Read("referral", "referral", CASEWORK, 401, 404, 404, 200, 200, 200),
    "bodies": Read("", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "body": Read("committed.body", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "events": Read("", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "event": Read("committed.closed_event", "oversight", EVERYBODY, 401, 404, NOBODY, 200, 200, 200),
    "commitments": Read("", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "commitment": Read("committed.secret", "oversight", EVERYBODY, 401, 404, NOBODY, 200, 200, 200),
    "measures": Read("", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "measure": Read("answered.measure", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "indicators": Read("", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "progress_reports": Read("", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "progress_report": Read("answered.draft", "oversight", EVERYBODY, 401, 404, NOBODY, 200, 404, 404),
    "frameworks": Read("", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "framework": Read("frames.plan", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "framework_items": Read("", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
    "plan_indicators": Read("", "oversight", EVERYBODY, 401, 200, NOBODY, 200, 200, 200),
}
OF_THE_NETWORK = frozenset(
    "services bodies events commitments measures indicators progress_reports frameworks framework_items plan_indicators"
    .split()
)
"""Lists in which everybody on the node finds what concerns all of them; what is closed stands in the lines above."""
# fmt: on

WRITES = (
    "visit.record", "visit.danger", "visit.link",
    "person.register", "person.update", "group.join", "group.leave",
    "stay.begin", "stay.move", "stay.end",
    "basis.record", "basis.withdraw",
    "case.open", "case.assign", "case.set_urgency", "case.set_tracks", "case.hand_off_to_asylum",
    "case.request_closure", "case.depart", "case.reopen",
    "area.assess", "note.write", "task.add", "service.give",
    "referral.send", "referral.receive", "referral.accept", "referral.waitlist", "referral.decline",
    "referral.redirect", "referral.serve", "referral.not_reached", "referral.complete", "referral.recall",
    "referral.confirm_erasure", "referral.write", "referral.no_show", "referral.person_declines", "referral.withdraw",
    "service.create", "service.update", "service.set_places", "service.assure", "service.suspend",
    "service.resume", "service.end",
)  # fmt: skip
"""The actions that a token can do, each as the operation of its name: what each viewpoint gets stands in `ACTIONS`."""

UNDECLARED: tuple[str, ...] = ()
"""Pages that need not say who may open them: none."""

STEP_UP_PAGES = (
    "agencies:new_token", "exchange:new_device", "people:erase", "people:import_accept", "people:imports", "people:merge", "people:separate", "questionnaires:bring", "questionnaires:data", "questionnaires:decide_export", "questionnaires:take_export", "statistics:monthly_sheet",
)  # fmt: skip
STEP_UP_ACTIONS = (
    "answers.import",
    "case.import",
    "device.issue",
    "export.approve",
    "export.refuse",
    "export.request",
    "export.take",
    "import.accept",
    "import.bring",
    "person.erase",
    "person.import",
    "person.merge",
    "person.separate",
    "referral.import",
    "sharing.denounce",
    "sharing.sign",
    "table.approve",
    "table.withdraw",
    "token.create",
)
"""What asks for the second factor again, if it was shown more than fifteen minutes ago."""

INTERNAL = (
    "book.end", "follow_up.end", "follow_up.fail", "follow_up.store", "cluster.propose", "commitment.propose", "commitment.remind",
    "account.create", "basis.escalate", "case.escalate", "case.hand_over", "case.take_over", "draft.end", "duplicate.find_late", "export.end", "export.fail", "export.store", "factor.add",
    "account.create", "basis.escalate", "case.escalate", "draft.end", "duplicate.find_late", "export.end", "export.fail", "export.store", "factor.add",
    "complaint.file", "follow.feedback", "indicator.schedule", "report_due.remind", "report_link.open", "report_link.report", "guest.answer", "guest.notice_elsewhere", "guest.open",
    "factor.close_reset", "import.end", "import.judge", "import.write", "inquiry.end", "inquiry.find", "inquiry.match",
    "invitation.accept", "member.add", "network.keep", "node.set_up", "password.choose", "person.take_in", "referral.count_pace",
    "referral.escalate", "referral.expire", "referral.miss_arrival", "referral.remind", "referral.remind_return", "referral.tell_sender", "retention.expire", "sharing.announce", "sharing.begin", "sharing.end",
    "task.escalate", "task.remind", "token.revoke_all",
    "token.use",
    "invitation.accept", "member.add", "node.set_up", "password.choose", "referral.escalate",
    "referral.expire", "referral.remind", "retention.expire", "task.escalate", "task.remind", "token.revoke_all",
    "token.use", "workbook.end",
)  # fmt: skip
"""Only within other actions, in scheduled work and in signing in: no page and no programme calls them directly."""
