"""Addresses of frameworks, plans, rights, agreements, projects, practices, trainings and campaigns."""

from django.urls import path

from jatigi.coordination.awareness import views as awareness
from jatigi.coordination.frameworks import positions, views
from jatigi.coordination.frameworks.rights import views as rights
from jatigi.coordination.plans import views as plans
from jatigi.coordination.practices import views as practices
from jatigi.coordination.projects import views as projects
from jatigi.coordination.treaties import views as treaties

urlpatterns = [
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/laws/", views.laws, name="laws"),
    path("frameworks/new/", views.framework_new, name="framework_new"),
    path("frameworks/rights/", rights.lines, name="rights_lines"),
    path("frameworks/rights/new/", rights.new, name="rights_new"),
    path("frameworks/rights/<uuid:pk>/edit/", rights.edit, name="rights_edit"),
    path("frameworks/items/<uuid:pk>/", plans.item, name="plan_item"),
    path("frameworks/items/<uuid:pk>/edit/", views.item_edit, name="item_edit"),
    path("frameworks/items/<uuid:pk>/count/", plans.indicator_new, name="plan_indicator_new"),
    path("frameworks/items/<uuid:pk>/costs/", plans.costs, name="costs"),
    path("frameworks/indicators/<uuid:pk>/edit/", plans.indicator_edit, name="plan_indicator_edit"),
    path("frameworks/parties/<uuid:pk>/", views.party, name="party"),
    path("frameworks/parties/<uuid:pk>/edit/", views.party_edit, name="party_edit"),
    path("frameworks/positions/<uuid:pk>/edit/", positions.position_edit, name="position_edit"),
    path("frameworks/<uuid:pk>/", views.framework, name="framework"),
    path("frameworks/<uuid:pk>/edit/", views.framework_edit, name="framework_edit"),
    path("frameworks/<uuid:pk>/gaps/", plans.of_framework, name="gaps"),
    path("frameworks/<uuid:pk>/gaps.xlsx", plans.file_of_gaps, name="gaps_file"),
    path("frameworks/<uuid:pk>/items/new/", views.item_new, name="item_new"),
    path("frameworks/<uuid:pk>/parties/new/", views.party_new, name="party_new"),
    path("frameworks/<uuid:pk>/positions/new/", positions.position_new, name="position_new"),
    path("rights/", rights.corridors, name="rights"),
    path("rights/<slug:tongue>/", rights.corridors, name="rights_in"),
    path("rights/<slug:tongue>/<slug:pair>/", rights.sheet, name="rights_sheet"),
    path("treaties/", treaties.treaties, name="treaties"),
    path("treaties/new/", treaties.treaty_new, name="treaty_new"),
    path("treaties/clauses/<uuid:pk>/", treaties.clause, name="clause"),
    path("treaties/clauses/<uuid:pk>/edit/", treaties.clause_edit, name="clause_edit"),
    path("treaties/clauses/<uuid:pk>/judge/", treaties.clause_judge, name="clause_judge"),
    path("treaties/clauses/<uuid:pk>/seen/", treaties.observance_new, name="observance_new"),
    path("treaties/<uuid:pk>/", treaties.treaty, name="treaty"),
    path("treaties/<uuid:pk>/edit/", treaties.treaty_edit, name="treaty_edit"),
    path("treaties/<uuid:pk>/clauses/new/", treaties.clause_new, name="clause_new"),
    path("projects/", projects.projects, name="projects"),
    path("projects/new/", projects.project_new, name="project_new"),
    path("projects/climate/", projects.exposures, name="exposures"),
    path("projects/climate/new/", projects.exposure_new, name="exposure_new"),
    path("projects/climate/<uuid:pk>/edit/", projects.exposure_edit, name="exposure_edit"),
    path("projects/<uuid:pk>/", projects.project, name="project"),
    path("projects/<uuid:pk>/edit/", projects.project_edit, name="project_edit"),
    path("projects/<uuid:pk>/<slug:verb>/", projects.project_step, name="project_step"),
    path("practices/", practices.practices, name="practices"),
    path("practices/new/", practices.practice_new, name="practice_new"),
    path("practices/<uuid:pk>/", practices.practice, name="practice"),
    path("practices/<uuid:pk>/edit/", practices.practice_edit, name="practice_edit"),
    path("practices/<uuid:pk>/review/", practices.practice_review, name="practice_review"),
    path("practices/<uuid:pk>/withdraw/", practices.practice_withdraw, name="practice_withdraw"),
    path("practices/<uuid:pk>/step/<slug:verb>/", practices.practice_step, name="practice_step"),
    path("campaigns/", awareness.campaigns, name="campaigns"),
    path("campaigns/new/", awareness.campaign_new, name="campaign_new"),
    path("campaigns/<uuid:pk>/", awareness.campaign, name="campaign"),
    path("campaigns/<uuid:pk>/edit/", awareness.campaign_edit, name="campaign_edit"),
    path("trainings/", awareness.trainings, name="trainings"),
    path("trainings/new/", awareness.training_new, name="training_new"),
    path("trainings/<uuid:pk>/", awareness.training, name="training"),
    path("trainings/<uuid:pk>/edit/", awareness.training_edit, name="training_edit"),
]
