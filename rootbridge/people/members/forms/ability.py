"""What I can do: the words, the occupation that is meant, the skills that go with it."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.forms import LineField
from rootbridge.base.reference.models import Occupation
from rootbridge.base.reference.recognition import likely, recognise_occupations, skills_of

from ..models import Ability, MemberSkill
from .about import language_choices
from .fields import any_of, one_of

SURE = 0.75  # from here on the first occupation is taken as meant until the member says otherwise
OFFERED = 6
SKILLS = 24
NONE_OF_THESE = "none"
MOST_ABILITIES = 20


class WordsForm(forms.Form):
    own_words = LineField(
        label=_("What can you do?"), max_length=200, required=False,
        help_text=_("In your own words and language: nurse, asistentă medicală, infirmière, сварщик."),
    )  # fmt: skip

    def __init__(self, data=None, *, member):
        self.member = member
        super().__init__(data, initial={"language": get_language()})
        self.fields["language"] = one_of(
            language_choices(), label=_("Language of these words"), required=True, radios=False
        )

    def clean_own_words(self):
        words = self.cleaned_data["own_words"]
        if words and self.member.abilities.count() >= MOST_ABILITIES:
            raise forms.ValidationError(_("Twenty fit here. Take one away first."))
        return words

    def save(self):
        """The ability; with the occupation already where the words leave little doubt. None without words."""
        words, language = self.cleaned_data["own_words"], self.cleaned_data["language"]
        if not words:
            return None
        best = recognise_occupations(words, language, 1)
        occupation = Occupation.objects.get(pk=best[0].pk) if best and best[0].score >= SURE else None
        ability, _made = Ability.say(self.member, words, language=language, occupation=occupation, by=self.member)
        return ability


class AbilityForm(forms.Form):
    """Which occupation is meant, and which of its skills the member has."""

    def __init__(self, data=None, *, ability):
        self.ability = ability
        self.member = ability.member
        super().__init__(data)
        meant = [match.pk for match in likely(recognise_occupations(ability.own_words, ability.language, OFFERED))]
        if ability.occupation_id and ability.occupation_id not in meant:
            meant.insert(0, ability.occupation_id)
        names = Occupation.objects.filter(pk__in=meant).names(get_language())
        offered = [(str(pk), names[pk]) for pk in meant if pk in names]
        self.fields["occupation"] = one_of(
            [*offered, (NONE_OF_THESE, _("None of these: keep only my words"))], label=_("Which of these is it?"),
            initial=str(ability.occupation_id or NONE_OF_THESE),
        )  # fmt: skip
        self._offer_skills()

    def _offer_skills(self):
        self.skills = []
        if self.ability.occupation_id:
            self.skills = skills_of([self.ability.occupation_id], get_language(), SKILLS)
            held = set(self.member.member_skills.values_list("skill_id", flat=True))
            self.fields["skills"] = any_of(
                [(str(skill.pk), skill.label) for skill in self.skills], label=_("Tick what you can do"),
                initial=[str(skill.pk) for skill in self.skills if skill.pk in held],
            )  # fmt: skip

    def save(self) -> bool:
        """Keep what was said. True when the occupation changed, so that other skills are offered now."""
        chosen = self.cleaned_data.get("occupation") or str(self.ability.occupation_id or NONE_OF_THESE)
        before = self.ability.occupation_id
        occupation = None if chosen == NONE_OF_THESE else Occupation.objects.get(pk=int(chosen))
        self.ability.understand(occupation, by=self.member)
        if self.skills:
            ticked = [int(pk) for pk in self.cleaned_data["skills"]]
            among = [skill.pk for skill in self.skills]
            MemberSkill.objects.settle(self.member, "skill_id", ticked, by=self.member, among=among)
        return occupation is not None and occupation.pk != before
