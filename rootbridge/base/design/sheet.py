"""What the component sheet shows: every part with invented words, in English, as pictures need some."""

from django import forms
from django.core.paginator import Paginator

from rootbridge.base.design import look


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As you want to be called.")
    living = forms.CharField(label="Where I live", help_text="Country or town.")
    email = forms.EmailField(label="E-mail", help_text="Only for your code.", required=False)
    language = forms.ChoiceField(label="Language I read", choices=[("ro", "Română"), ("ru", "Русский")])
    message = forms.CharField(label="Your message", help_text="Two or three sentences.", widget=forms.Textarea)
    hours = forms.IntegerField(label="Hours you can give", widget=forms.TextInput)
    give = forms.MultipleChoiceField(
        label="I can give", choices=[("hour", "An hour"), ("money", "Money")], widget=forms.CheckboxSelectMultiple
    )
    desk = forms.ChoiceField(
        label="Who will read it", choices=[("a", "Pensions desk"), ("b", "Orhei town hall")], widget=forms.RadioSelect
    )
    closed = forms.BooleanField(label="Never show this to the consulate", help_text="It will not know.", required=False)
    paper = forms.FileField(label="A paper", help_text="PDF or picture, at most 5 MB.", required=False)
    code = forms.CharField(label="Code from the mail", help_text="Six digits.")

    def clean_hours(self):
        raise forms.ValidationError("Write a number from 1 to 12, for example 6. You wrote “a few”.")


TYPED = {
    "name": "Elena",
    "living": "Torino",
    "language": "ro",
    "message": "Bună ziua! I have worked for six years in a dialysis unit.",
    "hours": "12",
    "give": ["hour"],
    "desk": "a",
    "code": "204118",
}
OFFICES = [
    {"name": "seen", "value": "hospital", "label": "Orhei district hospital", "note": "It needs this to choose"},
    {"name": "seen", "value": "town", "label": "Orhei town hall"},
    {"name": "seen", "value": "bureau", "label": "Diaspora Relations Bureau", "note": "Since 4 May 2026"},
]
STATES = {"h": ("done", "here"), "H": ("done", "home"), "?": ("now", "here"), "!": ("now", "home"), ".": ("ahead", "")}
NAMES = ("Sent", "Read", "Accepted", "Hours agreed", "Done")
MEMBERS = {
    "CA": 26, "US": 34, "IE": 61, "GB": 88, "DE": 143, "FR": 97, "PT": 43, "ES": 38, "IT": 412, "RO": 265,
    "GR": 17, "TR": 12, "IL": 19, "NO": None, "PL": None, "CH": None, "AT": None,
}  # fmt: skip
MONTHS = ("Dec 2025", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov 2026")
IN_TIME = (96, 104, 99, 121, 118, 132, 127, 141, 138, 151, 149, 158)
LATE = (22, 20, 24, 19, 17, 17, 14, 15, 13, 12, 12, 11)


OTHERS = ("sedhiou", "jamaica")


def planks(code: str) -> list[dict]:
    """Planks told by letters: "H" laid by home, "h" laid by here, "!" now at home, "?" now here, "." ahead."""
    told = [(name, *STATES[mark]) for name, mark in zip(NAMES, code, strict=True)]
    return [{"name": name, "state": state, "side": side} for name, state, side in told]


def context() -> dict:
    """Everything the sheet's template asks for; no database."""
    form = SampleForm(TYPED, {})
    form.is_valid()
    offices = [{**office, "id": f"seen-{n}", "is_open": n != 1, "is_fixed": n == 0} for n, office in enumerate(OFFICES)]
    return {
        "form": form,
        "empty_form": SampleForm(prefix="new"),
        "looks": [("", look.current())] + [(name, look.read(look.LOOKS / f"{name}.toml")) for name in OTHERS],
        "offices": offices,
        "planks": planks,
        "members": [{"code": code, "value": value} for code, value in MEMBERS.items()],
        "months": MONTHS,
        "in_time": IN_TIME,
        "late": LATE,
        "some_page": Paginator(range(60), 10).page(2),
    }
