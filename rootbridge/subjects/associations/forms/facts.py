"""Own fields of a kind of organisation, drawn from what ``facts`` says of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField, TextField
from rootbridge.people.members.forms.fields import any_of, one_of
from rootbridge.people.members.forms.sign_in import NO_ADDRESS, plain_address
from rootbridge.people.organisations import facts

MOST = 1_000_000


def field_of(fact: facts.Fact) -> forms.Field:
    said = {"label": fact.label, "required": fact.must, "help_text": fact.why}
    if fact.typed == facts.MANY:
        return any_of(fact.choices, label=fact.label, help_text=fact.why)
    if fact.typed == facts.ONE:
        return one_of(fact.choices, label=fact.label, required=fact.must, help_text=fact.why)
    if fact.typed == facts.YES:
        return forms.BooleanField(**said)
    if fact.typed == facts.NUMBER:
        return forms.IntegerField(min_value=0, max_value=MOST, **said)
    if fact.typed == facts.TEXT:
        return TextField(max_length=600, **said)
    return LineField(max_length=200, **said)


def cleaned(fact: facts.Fact, value):
    """As it is kept. Raises ValidationError."""
    if fact.typed == facts.EMAIL and value:
        try:
            return plain_address(value)
        except ValidationError:
            raise ValidationError(NO_ADDRESS, code="address") from None
    if fact.typed == facts.URL and value:
        try:
            return forms.URLField(assume_scheme="https").clean(value if "://" in value else f"https://{value}")
        except ValidationError:
            raise ValidationError(_("Write the address as in your browser: example.org"), code="address") from None
    return value


class FactsForm(forms.Form):
    """``kind``: of the organisation; ``facts``: {key: value} as kept before."""

    def __init__(self, data=None, *, kind: str, facts_before: dict, **options):
        self.asked = facts.fields_of(kind)
        super().__init__(data, initial={f"fact_{key}": value for key, value in facts_before.items()}, **options)
        for fact in self.asked:
            self.fields[f"fact_{fact.key}"] = field_of(fact)

    def clean(self):
        said = super().clean()
        for fact in self.asked:
            name = f"fact_{fact.key}"
            try:
                said[name] = cleaned(fact, said.get(name))
            except ValidationError as error:
                self.add_error(name, error)
        return said

    @property
    def facts(self) -> dict:
        """{key: value} of what was said."""
        said = {fact.key: self.cleaned_data.get(f"fact_{fact.key}") for fact in self.asked}
        return {key: value for key, value in said.items() if value not in ("", None, [], False)}

    @property
    def values(self) -> dict:
        """As a step of a registration keeps it."""
        return {"facts": self.facts}
