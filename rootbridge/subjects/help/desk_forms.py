"""What the people of a desk write on the page of a question."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.base.reference.topics import Topic
from rootbridge.people.offices.models import Office

from .models import Channel
from .staff import new_client, people_of, staffed_offices

LONGEST_REPLY = 4000
LOGGED = [choice for choice in Channel.choices if choice[0] not in ("form", "chat")]


class OnceForm(forms.Form):
    """A form that counts once however often it is sent: ``client`` is its number."""

    client = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.fields["client"].initial = new_client()

    def clean_client(self):
        return self.cleaned_data["client"] or new_client()


class ReplyForm(OnceForm):
    words = TextField(
        label=_("Your reply"), max_length=LONGEST_REPLY, help_text=_("It goes out as you write it, once."),
        error_messages={"required": _("Write the reply first.")},
    )  # fmt: skip


class PassOnForm(forms.Form):
    """Offices where somebody signs in, but for the one it lies at and those that must not see it."""

    office = forms.ModelChoiceField(
        label=_("Who should answer it"), queryset=Office.objects.none(), to_field_name="slug",
        empty_label=_("Choose an office"),
        error_messages={"required": _("Choose an office."), "invalid_choice": _("Choose an office from the list.")},
    )  # fmt: skip
    note = TextField(
        label=_("A note for them"), max_length=1000, required=False,
        help_text=_("What the next one must know. The person who asked does not see it here."),
    )  # fmt: skip

    def __init__(self, data=None, *, question):
        super().__init__(data, auto_id="id_pass_%s")
        self.fields["office"].queryset = Office.objects.filter(pk__in=staffed_offices()).exclude(
            pk__in=[question.office_id, *question.excluded]
        )


class PersonForm(forms.Form):
    """Colleagues of the office, but for those that must not see it."""

    to = forms.ChoiceField(
        label=_("Give it to"),
        error_messages={"required": _("Choose a colleague."), "invalid_choice": _("Choose a colleague from the list.")},
    )
    note = TextField(label=_("A note for them"), max_length=1000, required=False)

    def __init__(self, data=None, *, question):
        super().__init__(data, auto_id="id_person_%s")
        self.people = {
            str(one.pk): one for one in people_of(question.office, question.excluded) if one.pk != question.person_id
        }
        names = [(number, one.short_name) for number, one in self.people.items()]
        self.fields["to"].choices = [("", _("Choose a colleague")), *sorted(names, key=lambda pair: pair[1].casefold())]

    def clean_to(self):
        return self.people[self.cleaned_data["to"]]


class NoteForm(OnceForm):
    words = TextField(
        label=_("A note for the desk"), max_length=2000,
        help_text=_("Only the people of this desk read it here. Whoever asked finds it if they take their data along."),
        error_messages={"required": _("Write the note first.")},
    )  # fmt: skip

    def __init__(self, data=None):
        super().__init__(data, auto_id="id_note_%s")


class LogForm(OnceForm):
    """What was said by telephone, at the counter or in a messenger."""

    channel = forms.ChoiceField(
        label=_("How"), choices=LOGGED,
        error_messages={"required": _("Choose how it was said."), "invalid_choice": _("Choose how it was said.")},
    )  # fmt: skip
    side = forms.ChoiceField(
        label=_("Who said it"), choices=[("asker", _("They told us")), ("desk", _("We told them"))],
        widget=forms.RadioSelect, initial="asker",
        error_messages={"required": _("Choose who said it."), "invalid_choice": _("Choose who said it.")},
    )  # fmt: skip
    words = TextField(
        label=_("What was said"), max_length=LONGEST_REPLY, error_messages={"required": _("Write what was said.")}
    )
    settles = forms.BooleanField(
        label=_("This answers the question"), required=False,
        help_text=_("Only where you told them. It closes the question; no letter goes out."),
    )  # fmt: skip

    def __init__(self, data=None):
        super().__init__(data, auto_id="id_log_%s")


class JoinForm(forms.Form):
    """The number of the question that this one is a double of."""

    number = LineField(
        label=_("Number of the other question"), max_length=20, help_text=_("For example 26-4417-93."),
        error_messages={"required": _("Write the number of the other question.")},
    )  # fmt: skip

    def __init__(self, data=None):
        super().__init__(data, auto_id="id_join_%s")


class FilterForm(forms.Form):
    """What of the queue is shown. Nonsense shows everything."""

    topic = forms.ChoiceField(label=_("Topic"), choices=[("", _("Any")), *Topic.choices], required=False)
    language = forms.ChoiceField(label=_("Language"), choices=[("", _("Any")), *settings.LANGUAGES], required=False)
    channel = forms.ChoiceField(label=_("How it came"), choices=[("", _("Any")), *Channel.choices], required=False)
    q = LineField(label=_("Words or number"), max_length=80, required=False)

    def __init__(self, data=None):
        super().__init__(data, auto_id="id_filter_%s")
        self.is_valid()

    @property
    def chosen(self) -> dict:
        """{column: value} of what was chosen."""
        return {
            name: self.cleaned_data[name] for name in ("topic", "language", "channel") if self.cleaned_data.get(name)
        }

    @property
    def text(self) -> str:
        return self.cleaned_data.get("q", "")


class ProposalForm(forms.Form):
    """An answer for all, taken from a question and its answer with what tells people taken out."""

    question = LineField(
        label=_("The question, as many would ask it"), max_length=200,
        error_messages={"required": _("Write the question.")},
    )  # fmt: skip
    short = TextField(
        label=_("The answer in two sentences"), max_length=600, error_messages={"required": _("Write the answer.")}
    )
    body = TextField(
        label=_("The whole answer"), max_length=LONGEST_REPLY, error_messages={"required": _("Write the answer.")}
    )
    topic = forms.ChoiceField(
        label=_("Topic"), choices=[("", _("Choose one")), *Topic.choices],
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Written in"), choices=settings.LANGUAGES,
        error_messages={"required": _("Choose one of these."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    is_clean = forms.BooleanField(
        label=_("Nobody can be recognised in these words"),
        error_messages={"required": _("Look through the words once more, then tick this.")},
    )
