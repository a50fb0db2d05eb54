"""Addresses of cases. No name ever stands in one."""

from django.urls import path, re_path

from jatigi.cases import views
from jatigi.cases.plans import views as plans
from jatigi.cases.steps import views as steps
from jatigi.cases.tasks import views as tasks
from jatigi.cases.team import views as team

app_name = "cases"
CASE = "cases/<uuid:pk>"

urlpatterns = [
    path("cases/", views.index, name="list"),
    path("cases/team/", team.team, name="team"),
    path("cases/approvals/", team.approvals, name="approvals"),
    path("people/<uuid:person>/case/", views.open_case, name="open"),
    path(f"{CASE}/", views.case, name="case"),
    path(f"{CASE}/assessment/", views.assessment, name="assessment"),
    path(f"{CASE}/notes/", views.notes, name="notes"),
    path(f"{CASE}/services/", views.services, name="services"),
    path(f"{CASE}/story/", views.story, name="story"),
    path(f"{CASE}/urgency/", steps.urgency, name="urgency"),
    path(f"{CASE}/procedures/", steps.tracks, name="tracks"),
    path(f"{CASE}/asylum/", steps.asylum, name="asylum"),
    path(f"{CASE}/assign/", steps.assign, name="assign"),
    path(f"{CASE}/closure/", steps.closure, name="closure"),
    path(f"{CASE}/reopen/", steps.reopen, name="reopen"),
    path(f"{CASE}/plan/", plans.plan, name="plan"),
    path(f"{CASE}/plan/edit/", plans.edit, name="plan_edit"),
    path(f"{CASE}/plan/sheet/", plans.sheet, name="plan_sheet"),
    path(f"{CASE}/tasks/", tasks.of_case, name="tasks"),
    path("tasks/", tasks.mine, name="my_tasks"),
    path("tasks/<uuid:pk>/finish/", tasks.finish, name="finish_task"),
    path("tasks/<uuid:pk>/cancel/", tasks.cancel, name="cancel_task"),
    path("plan-actions/<uuid:pk>/finish/", plans.finish, name="finish_action"),
    path("goals/<uuid:pk>/reach/", plans.reach, name="reach_goal"),
]
DECISIONS = "(?P<verb>approve|return)"
UUID = "(?P<pk>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})"
urlpatterns += [
    re_path(f"^cases/{UUID}/closure/{DECISIONS}/$", steps.decide_closure, name="decide_closure"),
    re_path(f"^cases/{UUID}/plan/{DECISIONS}/$", plans.decide, name="decide_plan"),
    re_path(f"^cases/{UUID}/plan/(?P<verb>submit|revise)/$", plans.step, name="plan_step"),
]
