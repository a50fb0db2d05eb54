"""`/suivi`: where it stands, for whoever has the code and the word; and how it was.

One answer, made the same way, for a code that nobody has and for a wrong word: both are looked up together by one keyed
hash. Only wrong tries count; what is full is full for this page and a short time, never for anything else.
"""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jatigi.agencies import throttle
from jatigi.agencies.who import secret_hash
from jatigi.kernel import clock, journal
from jatigi.kernel.http import Request, intent, perform, public
from jatigi.referrals import rules
from jatigi.referrals.following import actions, plain, words
from jatigi.referrals.following.forms import FeedbackForm, FollowForm
from jatigi.referrals.following.models import Follow
from jatigi.referrals.models import Referral

FROM_HERE = 60
OF_A_CODE_FROM_HERE = 8
OF_A_CODE = 48
DAY = timedelta(days=1)
"""Wrong tries: of one address in a quarter of an hour, of one code from one address, of one code in a day from everywhere."""
TOKEN_LASTS = timedelta(minutes=30)
SALT = "jatigi.follow"


@never_cache
@public()
def follow(request: Request) -> HttpResponse:
    """Code and word, then where it stands."""
    form = FollowForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form, 422 if form.is_bound else 200)
    code, word = form.cleaned_data["code"], form.cleaned_data["word"]
    tries = _try(request, code)
    if tries is None:
        form.add_error(
            None, _("Too many tries. Wait a quarter of an hour, or ask whoever gave you the code.")
        )
        return _ask(request, form, 429)
    found = _live(lookup=words.lookup(code, word))
    if found is None:
        journal.append(rules.FOLLOWING, "follow.try", outcome="refused", reason="unknown")
        form.add_error(
            None, _("No such code with this word. Please read the code again, and try the word again.")
        )
        return _ask(request, form, 422)
    throttle.release(tries)
    return _show(request, found)


def _try(request: Request, code: str) -> throttle.Tries | None:
    """A try of this code, whether or not somebody has it; None where there were too many."""
    name, here = secret_hash(code).hex()[:24], throttle.address(request)
    tries = throttle.take((f"follow:{here}", FROM_HERE), (f"follow:{name}:{here}", OF_A_CODE_FROM_HERE))
    if tries is None:
        return None
    daily = throttle.take((f"follow-day:{name}", OF_A_CODE), window=DAY)
    if daily is None:
        throttle.release(tries)
        return None
    return tries + daily


def _live(**which: Any) -> Follow | None:
    rows = Follow.objects.visible_to(rules.FOLLOWING).filter(ends_at__gt=clock.now(), **which)
    found: Follow | None = rows.first()
    return found


def _ask(request: Request, form: FollowForm, status: int) -> HttpResponse:
    return render(request, "referrals/following/suivi.html", {"form": form}, status=status)


def _show(request: Request, follow: Follow, *, status: int = 200, **more: Any) -> HttpResponse:
    referral = Referral.objects.visible_to(rules.FOLLOWING).get(pk=follow.referral_id)
    journal.append(
        rules.FOLLOWING, "follow.see", outcome="seen", object_type=Referral._meta.label, object_id=referral.pk
    )
    context = {
        "standing": plain.standing(referral.state),
        "waiting": referral.respond_by if referral.state in Referral.UNANSWERED else None,
        "position": referral.waitlist_position if referral.state == "waitlisted" else None,
        "token": signing.dumps(str(follow.pk), salt=SALT),
        "feedback": FeedbackForm() if referral.state in plain.ASKED_AFTER else None,
        **more,
    }
    return render(request, "referrals/following/standing.html", context, status=status)


@require_POST
@never_cache
@public()
def feedback(request: Request) -> HttpResponse:
    """How it was, from whoever gave code and word a short time ago."""
    found = _of_token(request.POST.get("token", ""))
    if found is None:
        form = FollowForm({})
        form.errors.clear()
        form.add_error(None, _("This took too long. Give code and word once more; nothing was sent."))
        return _ask(request, form, 422)
    said = FeedbackForm(request.POST)
    if said.is_valid():
        who = rules.FOLLOWING.doing(id=intent(request).id)  # sent twice, it is one complaint
        done = perform(
            request, said, lambda: actions.give_feedback(who, found.referral_id, **said.cleaned_data)
        )
        if done is not None:
            return render(request, "referrals/following/thanks.html")
    return _show(request, found, status=422, feedback=said)


def _of_token(text: str) -> Follow | None:
    try:
        pk = signing.loads(text, salt=SALT, max_age=TOKEN_LASTS)
    except signing.BadSignature:
        return None
    return _live(pk=pk)
