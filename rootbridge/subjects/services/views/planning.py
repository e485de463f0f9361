"""The return plan: in the address for everybody, on the account for members."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rootbridge.base.core.access import public
from rootbridge.base.reference.models import Place
from rootbridge.shared.translation.reading import languages_read_by

from ..calendars import Entry, calendar_of
from ..forms.planning import MoveForm, PlanForm, keys_of
from ..models import ReturnPlan
from ..planning import Answers, Plan, plan_of

PRIVATE = "private, no-store"


@public
def return_plan(request):
    """The questions; with answers in the address, the dated list. Nothing of it is kept here."""
    if "on" not in request.GET:
        asked = {"living": request.bearings.living, "home": _region(request.bearings.home)}
        return render(request, "services/return.html", {"form": PlanForm(initial=asked), "plan": None})
    form = PlanForm(request.GET)
    if not form.is_valid():
        return _unkept(render(request, "services/return.html", {"form": form, "plan": None}, status=422))
    plan = _plan(request, form.answers(request.GET.getlist("done")))
    page = {"form": form, "plan": plan, "ics_url": f"{reverse('services:return_ics')}?{plan.answers.query}"}
    if request.user.pk:
        page["own"] = ReturnPlan.objects.visible_to(request.user).exists()
    return _unkept(render(request, "services/return.html", page))


@public
def return_ics(request):
    """The plan of an address as a calendar file."""
    form = PlanForm(request.GET)
    if not form.is_valid():
        raise Http404("no plan in this address")
    return _calendar(request, _plan(request, form.answers(request.GET.getlist("done"))))


def own_plan(request):
    """The member's own plan; without one, the questions."""
    kept = ReturnPlan.objects.visible_to(request.user).select_related("home").first()
    if kept is None:
        return redirect("services:return")
    page = {"plan": _plan(request, _answers(kept)), "form": MoveForm(initial={"on": kept.on})}
    return render(request, "services/own_plan.html", page | {"ics_url": reverse("services:own_ics")})


def own_ics(request):
    return _calendar(request, _plan(request, _answers(_own(request))))


@require_POST
def keep_plan(request):
    """Keep the plan of an address on the account, with its ticks."""
    form = PlanForm(request.POST)
    if not form.is_valid():
        return render(request, "services/return.html", {"form": form, "plan": None}, status=422)
    said = form.answers(request.POST.getlist("done"))
    ReturnPlan.keep(by=request.user, living=said.living, on=said.on, having=said.having,
                    home=Place.objects.filter(code=said.home).first(), done=said.done)  # fmt: skip
    messages.success(request, _("Kept on your account. Only you can see it."))
    return redirect("services:own_plan")


@require_POST
def tick_plan(request):
    """Which of the steps on the page are done."""
    _own(request).tick(keys_of(request.POST.getlist("done")), among=keys_of(request.POST.getlist("among")))
    messages.success(request, _("Kept."))
    return redirect("services:own_plan")


@require_POST
def move_plan(request):
    """The day moved: all dates are worked out anew, what is ticked stays."""
    kept, form = _own(request), MoveForm(request.POST)
    if not form.is_valid():
        page = {"plan": _plan(request, _answers(kept)), "form": form}
        return render(request, "services/own_plan.html", page | {"ics_url": reverse("services:own_ics")}, status=422)
    ReturnPlan.keep(by=request.user, living=kept.living, on=form.cleaned_data["on"], having=kept.having,
                    home=kept.home)  # fmt: skip
    messages.success(request, _("All dates are worked out anew. What you ticked stays. Load the calendar again."))
    return redirect("services:own_plan")


@require_POST
def drop_plan(request):
    _own(request).drop(by=request.user)
    messages.success(request, _("Your plan is gone."))
    return redirect("services:return")


def _own(request) -> ReturnPlan:
    kept = ReturnPlan.objects.visible_to(request.user).select_related("home").first()
    if kept is None:
        raise Http404("no plan kept")
    return kept


def _answers(kept: ReturnPlan) -> Answers:
    home = kept.home.code if kept.home else ""
    return Answers(kept.living, kept.on, frozenset(kept.having), home, frozenset(kept.done))


def _plan(request, answers: Answers) -> Plan:
    today = timezone.localdate()
    return plan_of(answers, language=get_language(), today=today, read=languages_read_by(request.user))


def _region(code: str) -> str:
    """The region of a place, by the beginning of its code: MD-OR of MD-OR-peresecina."""
    return "-".join(code.split("-")[:2])


def _calendar(request, plan: Plan) -> HttpResponse:
    """What is not ticked yet, one whole day a step."""
    file = calendar_of(_("My way back home"), [_entry(request, item) for item in plan.items if not item.is_done],
                       stamped=_now())  # fmt: skip
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="return-plan.ics"'
    return _unkept(answer)


def _entry(request, item) -> Entry:
    step, guide, office = item.step, item.guide, item.office
    url = request.build_absolute_uri(guide.get_absolute_url()) if guide else ""
    words = "\n\n".join(words for words in (step.why, step.how, url) if words)
    where = ", ".join(part for part in (office.name, office.address) if part) if office else ""
    return Entry(f"return-{step.key}", item.day, step.title, words, location=where, url=url)


def _now() -> datetime:
    return timezone.now().replace(microsecond=0)


def _unkept(answer):
    """What somebody plans is in no cache of ours and of nobody between."""
    answer["Cache-Control"] = PRIVATE
    return answer
