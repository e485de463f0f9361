"""An answered question becomes a proposed answer for all."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rootbridge.people.members.access import staff_only

from ..actions import propose_answer
from ..desk_forms import ProposalForm
from ..models import Proposal
from ..staff import people_of
from ..traces import marked, without_traces
from .desk import received_or_404


@staff_only
def proposal(request, number):
    """The words without what tells people, for a last look; then a draft for review."""
    found = received_or_404(request, number)
    if found.closing_kind != "answered":
        raise Http404("not answered")
    if Proposal.objects.filter(question=found).exists():
        messages.info(request, _("It was proposed already."))
        return redirect(found.desk_url)
    known, count, looks = _cleaned(found)
    form = ProposalForm(request.POST or None, initial=known)
    if form.is_valid():
        said = form.cleaned_data
        words = {name: said[name] for name in ("question", "short", "body", "topic")}
        propose_answer(found, by=request.user, language=said["language"], words=words)
        messages.success(request, _("Proposed. An editor looks at it before anybody else reads it."))
        return redirect(found.desk_url)
    shown = {name: form[name].value() or "" for name in ("question", "short", "body")}
    page = {
        "question": found, "form": form, "count": count, "looks": looks,
        "marked": {name: marked(text, looks) for name, text in shown.items()},
    }  # fmt: skip
    return render(request, "help/proposal.html", page, status=422 if form.is_bound else 200)


def _cleaned(found):
    """(what the form begins with, how much was taken out, what is to be looked at)."""
    said = [one.words for one in found.said() if one.seat and one.seat.side == "desk"]
    names = [one.name for one in people_of(found.office)]
    names += [member.name for member in (found.member, found.person) if member]
    if found.conversation:
        names += found.conversation.seats.values_list("name", flat=True)
    texts = {"question": found.words, "body": said[-1] if said else ""}
    clean = {
        key: without_traces(text, names=names, country=found.living or found.office.place.country_code)
        for key, text in texts.items()
    }  # fmt: skip
    line, body = " ".join(clean["question"].words.split()), clean["body"].words
    known = {
        "question": line[:200], "short": _first_two(body), "body": body, "topic": found.topic,
        "language": found.language,
    }  # fmt: skip
    looks = list(dict.fromkeys([*clean["question"].looks, *clean["body"].looks]))
    return known, sum(one.count for one in clean.values()), looks


def _first_two(text: str) -> str:
    """The first two sentences, at most as long as they may be."""
    sentences = text.replace("\n", " ").split(". ")
    return (". ".join(sentences[:2]).rstrip(".") + ".")[:600] if text else ""
