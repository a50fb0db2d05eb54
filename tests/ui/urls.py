"""Addresses that only these tests know: forms that succeed, fail, outlive a session; a questionnaire."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token, rotate_token
from django.shortcuts import redirect, render
from django.urls import include, path

from jatigi.kernel.errors import Refused
from jatigi.ui.csp import form_page

received: list[dict[str, str]] = []
session = {"alive": True}

XFORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>Repérage</h:title><model><itext>
<translation lang="English (en)" default="true()"><text id="/data/eaten:label"><value>Eaten today?</value></text></translation>
<translation lang="Français (fr)"><text id="/data/eaten:label"><value>A mangé aujourd’hui ?</value></text></translation>
</itext><instance><data id="trial" version="1"><eaten/><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/eaten" type="string" required="true()"/>
<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/></model></h:head>
<h:body><input ref="/data/eaten"><label ref="jr:itext('/data/eaten:label')"/></input></h:body></h:html>"""


def form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        if not session["alive"]:
            return HttpResponse(
                status=401, headers={"X-Session-Ended": "1", "X-Resume-Url": "/trial/resume/"}
            )
        if request.POST["what"] == "refused":
            raise Refused
        if request.POST["what"] == "wrong":
            return render(request, "trial.html", {"what": "wrong", "problem": True}, status=422)
        received.append({name: str(value) for name, value in request.POST.items()})
        messages.success(request, "Bien noté.")
        return redirect("/trial/?sent")
    return render(request, "trial.html", {"what": ""})


def part(request: HttpRequest) -> HttpResponse:
    answer = form(request)
    return answer if answer.status_code != 302 else HttpResponse("<p>Reçu en partie.</p>")


def resume(request: HttpRequest) -> HttpResponse:
    """Two steps, as with a second factor; the token changes as it does when somebody signs in."""
    if request.method == "GET":
        return HttpResponse(_step("secret", "Mot de passe", get_token(request)))
    if "secret" in request.POST:
        return HttpResponse(_step("code", "Code à six chiffres", get_token(request)))
    rotate_token(request)
    session["alive"] = True
    return HttpResponse(status=204, headers={"X-CSRFToken": get_token(request)})


def _step(name: str, label: str, token: str) -> str:
    return (
        f'<form method="post" action="/trial/resume/"><input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
        f'<label>{label} <input name="{name}"></label><button class="button">Continuer</button></form>'
    )


@form_page
def questionnaire(request: HttpRequest) -> HttpResponse:
    return render(request, "trial_questionnaire.html")


def xform(request: HttpRequest) -> HttpResponse:
    return HttpResponse(XFORM, content_type="application/xml")


def submission(request: HttpRequest) -> JsonResponse:
    if not session["alive"]:
        answer = JsonResponse({}, status=401)
        answer["X-Session-Ended"], answer["X-Resume-Url"] = "1", "/trial/resume/"
        return answer
    [sent] = request.FILES.getlist("xml_submission_file")
    xml = sent.read().decode()
    if "non" in xml:
        return JsonResponse({"message": "Cette réponse demande un second avis."}, status=422)
    received.append({"xml": xml})
    return JsonResponse({"redirect": "/trial/?answered"})


urlpatterns = [
    path("", include("jatigi.ui.urls")),
    path("trial/", form),
    path("trial/part/", part),
    path("trial/resume/", resume),
    path("trial/questionnaire/", questionnaire),
    path("trial/xform.xml", xform),
    path("trial/submission/", submission),
]
