"""A member applies: the draft in its parts, saved at each step, the check, handing in, taking back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rootbridge.people.members.limits import TooMany, count

from .. import actions
from ..budget import money
from ..checking import budget_of, verdicts_of
from ..drawing import call_line, programme_page
from ..forms.applying import (
    MOST_LINES,
    AboutForm,
    CountingForm,
    InviteForm,
    MoneyForm,
    PaperForm,
    PlanForm,
)
from ..gaps import PARTS, gaps_of
from ..models import Application, Call, Incomplete, MovedOn, NotOpen, TooManyParties
from ..permissions import may_own_application, may_write_application
from ..talk import new_client

FORMS = {"about": AboutForm, "plan": PlanForm, "money": MoneyForm, "counting": CountingForm}
RATES = {"invite_by_member": "20/1d/key", "begin_by_member": "20/1d/key"}
SPARE = 3


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request, slug, key):
    """What one should have at hand before beginning; the button makes the draft."""
    call = get_object_or_404(Call.objects.published().for_pages(), programme__slug=slug, key=key)
    mine = Application.objects.filter(call=call, member=request.user).exclude(state="withdrawn").first()
    if mine:
        return redirect(mine)
    if request.method == "POST":
        return _begin(request, call)
    return _before(request, call)


def _before(request, call, status=200):
    now = timezone.now()
    page = programme_page(call.programme, now) | {"line": call_line(call, now), "call": call}
    return render(request, "programmes/apply.html", page, status=status)


def _begin(request, call):
    bearings = request.user.bearings
    facts = {key: value for key, value in (("residence", bearings.living), ("stage", bearings.stage)) if value}
    home = request.user.home
    inside = home is not None and home.path.startswith(call.programme.place.path)
    try:
        count(request, "programmes", RATES, begin_by_member=("begin", str(request.user.pk)))
        made, _new = Application.begin(
            call, by=request.user, language=get_language(), facts=facts, place=home if inside else None
        )
    except NotOpen:
        return _before(request, call, status=409)
    except TooMany:
        messages.error(request, _("You began many applications today. Go on with one of them, or come back tomorrow."))
        return redirect("programmes:mine")
    return redirect("programmes:part", number=made.pk, part="about")


@require_http_methods(["GET", "HEAD", "POST"])
def part(request, number, part):
    """One part of a draft, with the list of all parts and what each still wants."""
    application = find_mine(request.user, number)
    if part not in PARTS or not may_write_application(request.user, application):
        return _elsewhere(application)
    if part == "counting" and not may_own_application(request.user, application):
        return redirect("programmes:part", number=number, part="check")
    if part in FORMS:
        return _written(request, application, part)
    return show_part(request, application, part)


def _written(request, application, part):
    """A part made of fields: saved, worked out anew, or shown."""
    form = _form(application, part, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return show_part(request, application, part, form)
    is_valid, do = form.is_valid(), request.POST.get("do", "save")
    if part == "money" and do == "reckon":
        application.costs, application.given = form.values().values()
        return show_part(request, application, part, form, status=200 if is_valid else 422)
    if not is_valid:
        return show_part(request, application, part, form, status=422)
    try:
        application.save_part(by=request.user, version=form.cleaned_data["version"], **form.values())
    except MovedOn:
        return _overtaken(request, application, part, form)
    if part == "money" and do == "more":
        return redirect("programmes:part", number=application.pk, part=part)
    messages.success(request, _("Saved."))
    return redirect("programmes:part", number=application.pk, part=_next(request.user, application, part))


def _overtaken(request, application, part, form):
    """Somebody else saved meanwhile: what was typed stands there still, and is saved the next time."""
    now = find_mine(request.user, application.pk)
    if not now.is_draft:
        return _elsewhere(now)
    form.data = form.data.copy()
    form.data["version"] = now.version
    form.add_error(None, _("Somebody saved this application while you wrote. Look at it, then save yours once more."))
    return show_part(request, now, part, form, status=409)


def _form(application, part, data=None):
    if part != "money":
        return FORMS[part](data, application=application)
    posted = sum(name.startswith("what") for name in data) if data else 0
    lines = min(max(posted, len(application.costs) + SPARE), MOST_LINES)
    return MoneyForm(data, application=application, lines=lines)


def _next(user, application, part) -> str:
    """The part that comes after; who joined has nothing to say for counting."""
    order = [name for name in PARTS if name != "counting" or may_own_application(user, application)]
    return order[min(order.index(part) + 1, len(order) - 1)]


def show_part(request, application, part, form=None, *, status=200, paper_form=None, invite_form=None, wrong=None):
    """``wrong``: the number of the paper whose form came back with an error."""
    gaps, user = gaps_of(application), request.user
    wanting = {}
    for gap in gaps:
        wanting[gap.part] = wanting.get(gap.part, 0) + 1
    is_owner = may_own_application(user, application)
    parts = [(name, title, wanting.get(name, 0)) for name, title in PARTS.items() if name != "counting" or is_owner]
    page = {
        "application": application, "programme": application.programme, "part": part, "title": PARTS[part],
        "parts": parts, "gaps": gaps, "form": form, "is_owner": is_owner, "money": money, "titles": PARTS,
        "line": call_line(application.call, timezone.now()), "after": _next(user, application, part),
    }  # fmt: skip
    page |= _more(application, part, paper_form, invite_form, wrong)
    return render(request, "programmes/part.html", page, status=status)


def _more(application, part, paper_form, invite_form, wrong) -> dict:
    """What one part shows beside its fields."""
    if part in ("money", "check"):
        budget = budget_of(application)
        return {"budget": budget, "verdicts": verdicts_of(application, budget)}
    if part == "people":
        parties = application.parties.standing().order_by("pk")
        return {"parties": parties, "invite_form": invite_form or InviteForm()}
    if part == "papers":
        return {"papers": _papers(application, paper_form, wrong)}
    if part == "about":
        return {"verdicts": verdicts_of(application)}
    return {}


def _papers(application, paper_form, wrong) -> list[tuple]:
    """(paper, its files, the form to add one) of each paper asked for."""
    sent = {}
    for attachment in application.attachments.standing():
        sent.setdefault(attachment.paper_id, []).append(attachment)
    rows = []
    for paper in application.programme.papers.order_by("order", "pk"):
        is_wrong = wrong == paper.pk
        form = paper_form if is_wrong else PaperForm(initial={"client": new_client()}, auto_id=f"id_p{paper.pk}_%s")
        rows.append((paper, sent.get(paper.pk, []), form))
    return rows


@require_POST
def sending(request, number):
    """Hand it in. What is missing, a call that closed, a second press: each is told."""
    application = find_mine(request.user, number)
    if not may_own_application(request.user, application):
        raise Http404("only who applies hands it in")
    try:
        actions.send_application(application, by=request.user)
    except NotOpen:
        messages.error(
            request, _("The call is closed: the application could not be sent any more. Your draft is kept.")
        )
    except Incomplete:
        messages.warning(request, _("Something is missing still. Each line leads to where it is said."))
        return redirect("programmes:part", number=number, part="check")
    except (MovedOn, PermissionDenied):
        messages.info(request, _("It was sent before. Nothing was sent twice."))
    else:
        messages.success(request, _("Sent in time. Print this page or keep the letter as your receipt."))
    return redirect("programmes:application", number=number)


@require_POST
def inviting(request, number):
    """Ask somebody to apply together."""
    application = find_mine(request.user, number)
    if not may_own_application(request.user, application):
        raise Http404("only who applies invites")
    form = InviteForm(request.POST)
    if not form.is_valid():
        return show_part(request, application, "people", invite_form=form, status=422)
    try:
        count(request, "programmes", RATES, invite_by_member=("invite", str(request.user.pk)))
        actions.invite_party(application, by=request.user, **form.cleaned_data)
    except PermissionDenied:
        form.add_error("email", _("This is your own address. Write that of somebody else."))
    except TooMany:
        form.add_error(None, _("You invited many people today. Come back tomorrow."))
    except TooManyParties:
        form.add_error(None, _("There are eight people already. Take one out first."))
    except MovedOn:
        return _elsewhere(application)
    if form.errors:
        return show_part(request, application, "people", invite_form=form, status=422)
    messages.success(request, _("The letter is on its way."))
    return redirect("programmes:part", number=number, part="people")


@require_POST
def parting(request, number, party):
    """Take a co-applicant out, or leave."""
    application = find_mine(request.user, number)
    found = get_object_or_404(application.parties.standing().select_related("application__call__programme"), pk=party)
    try:
        actions.end_party(found, by=request.user)
    except PermissionDenied as error:
        raise Http404("neither theirs nor the applicant's") from error
    if found.member_id == request.user.pk and application.member_id != request.user.pk:
        messages.success(request, _("You take part no more."))
        return redirect("programmes:mine")
    messages.success(request, _("They take part no more, and see nothing of it any longer."))
    return redirect("programmes:part", number=number, part="people")


def find_mine(user, number) -> Application:
    """One's own, or one that one joined. Raises Http404."""
    return get_object_or_404(Application.objects.of(user).for_pages(), pk=number)


def _elsewhere(application):
    """It is no draft any more: its page says where it stands."""
    return redirect("programmes:application", number=application.pk)
