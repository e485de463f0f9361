"""Which texts of a list the reader wants to see."""

import re
from collections import Counter

from django import forms
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.bearings import Stage
from rootbridge.base.design.formats import country_name, number
from rootbridge.base.reference.topics import Topic

COUNTRY = re.compile("[A-Z]{2}")
NAMES = ("stage", "topic", "living")


class FilterForm(forms.Form):
    """Its choices say how many texts each would show; one that would show none is not offered."""

    stage = forms.ChoiceField(label=_("Where you are in life"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    living = forms.ChoiceField(label=_("Country you live in"), required=False)

    @classmethod
    def read(cls, asked) -> "FilterForm":
        """What was asked for, with what is not on the lists left out; its ``initial`` says what holds."""
        known = {"stage": Stage.values, "topic": Topic.values}
        said = {name: asked.get(name, "") if asked.get(name) in there else "" for name, there in known.items()}
        living = asked.get("living", "")
        return cls(initial=said | {"living": living if COUNTRY.fullmatch(living) and country_name(living) else ""})

    @property
    def is_empty(self) -> bool:
        return not any(self.initial.values())

    def offer(self, counts: dict[str, Counter]) -> None:
        """Give the fields their choices. ``counts``: {field: {value: texts}}."""
        labels = {
            "stage": {stage.value: stage.label for stage in Stage},
            "topic": {topic.value: topic.label for topic in Topic},
            "living": dict(sorted(((code, country_name(code)) for code in counts["living"]), key=lambda one: one[1])),
        }
        every = {"stage": _("Any"), "topic": _("All topics"), "living": _("Any country")}
        for name, known in labels.items():
            chosen = self.initial[name]
            if chosen and chosen not in known:
                known[chosen] = country_name(chosen)
            offered = [value for value in known if counts[name].get(value) or value == chosen]
            self.fields[name].choices = [
                ("", every[name]), *((value, f"{known[value]} ({number(counts[name][value])})") for value in offered)
            ]  # fmt: skip
