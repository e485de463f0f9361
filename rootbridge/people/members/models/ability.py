"""What a member can do, in own words and as recognised; what they would give and look for."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from rootbridge.base.core.keeping import ACCOUNT, CONSENT, OFFICES, OWNER, kept
from rootbridge.base.reference.models import Occupation, Skill
from rootbridge.base.reference.topics import Topic

from .member import Member


def _own(field, purpose, seen_by=OFFICES):
    return kept(field, purpose=purpose, basis=CONSENT, retention=ACCOUNT, seen_by=seen_by)


def _owner(related_name):
    return _own(models.ForeignKey(Member, on_delete=models.CASCADE, related_name=related_name), _("whose it is"), OWNER)


class OwnQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(member=user) if user.pk else self.none()

    def settle(self, member, column, values, *, by, among=None):
        """Make the member's rows hold exactly these values in a column; ``among``: only within these. True if
        something changed."""
        wanted = set(values)
        name = self.model._meta.get_field("member").remote_field.related_name
        with transaction.atomic():
            Member.objects.select_for_update().get(pk=member.pk)
            mine = self.filter(member=member)
            mine = mine if among is None else mine.filter(**{f"{column}__in": among})
            before = set(mine.values_list(column, flat=True))
            if before == wanted:
                return False
            mine.filter(**{f"{column}__in": before - wanted}).delete()
            self.bulk_create([self.model(member=member, **{column: value}) for value in wanted - before])
            member.note(name, by=by, before=sorted(before), after=sorted(wanted))
        return True


class Ability(models.Model):
    """What I can do: the member's words, and the occupation that was recognised in them."""

    member = _owner("abilities")
    own_words = _own(models.CharField(_("in your own words"), max_length=200), _("to find the needs that fit you"))
    language = _own(models.CharField(_("language of these words"), max_length=8), _("to understand your words"))
    occupation = _own(
        models.ForeignKey(Occupation, on_delete=models.PROTECT, null=True, blank=True, related_name="abilities"),
        _("to find the needs that fit you"),
    )

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "own_words"], name="ability_once")]

    def __str__(self):
        return self.own_words

    @classmethod
    def say(cls, member, own_words, *, language, occupation=None, by):
        """Write down what the member says they can do; said again, the first one stands. Returns (ability, made)."""
        with transaction.atomic():
            ability, made = cls.objects.get_or_create(
                member=member, own_words=own_words, defaults={"language": language, "occupation": occupation}
            )
            if made:
                member.note("abilities", by=by, before=None, after=[own_words, language])
        return ability, made

    def understand(self, occupation, *, by):
        """The occupation that the member says it is; None when none of ours."""
        if self.occupation_id == getattr(occupation, "pk", None):
            return self
        before = self.occupation_id
        with transaction.atomic():
            self.occupation = occupation
            self.save(update_fields=["occupation"])
            self.member.note("abilities", by=by, before=before, after=self.occupation_id)
        return self

    def drop(self, *, by):
        """Take it away. The skills that were ticked stay until they are unticked."""
        with transaction.atomic():
            self.member.note("abilities", by=by, before=[self.own_words, self.language], after=None)
            self.delete()


class MemberSkill(models.Model):
    member = _owner("member_skills")
    skill = _own(
        models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="holders"), _("to find the needs that fit you")
    )

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "skill"], name="memberskill_once")]

    def __str__(self):
        return str(self.skill_id)


class MemberLanguageQuerySet(OwnQuerySet):
    def settle_all(self, member, wanted, *, by):
        """Make the member's languages exactly these: {code: (can_read, can_speak)}. True if something changed."""
        with transaction.atomic():
            Member.objects.select_for_update().get(pk=member.pk)
            mine = self.filter(member=member)
            before = {row.code: (row.can_read, row.can_speak) for row in mine}
            if before == wanted:
                return False
            mine.delete()
            self.bulk_create(
                [self.model(member=member, code=code, can_read=read, can_speak=speak)
                 for code, (read, speak) in wanted.items()]
            )  # fmt: skip
            member.note("languages", by=by, before=before, after=wanted)
        return True


class MemberLanguage(models.Model):
    """A language the member reads or speaks; ``code`` is ISO 639."""

    member = _owner("languages")
    code = _own(models.CharField(_("language"), max_length=8), _("to show texts you can use, needs you can answer"))
    can_read = _own(models.BooleanField(_("I read it"), default=True), _("to show texts you can use"))
    can_speak = _own(models.BooleanField(_("I speak it"), default=True), _("to show needs you can answer"))

    objects = MemberLanguageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "code"], name="memberlanguage_once"),
            models.CheckConstraint(
                condition=models.Q(can_read=True) | models.Q(can_speak=True), name="memberlanguage_reads_or_speaks"
            ),
        ]

    def __str__(self):
        return self.code


class Help(models.TextChoices):
    ADVICE = "advice", _("An hour of advice")
    MENTORING = "mentoring", _("Mentoring")
    VOLUNTEERING = "volunteering", _("Volunteering")
    ASSIGNMENT = "assignment", _("An assignment")
    GOODS = "goods", _("Goods")
    MONEY = "money", _("Money")


class Giving(models.Model):
    """What the member would give."""

    member = _owner("givings")
    kind = _own(models.CharField(_("what you would give"), max_length=16, choices=Help), _("to find who can use it"))

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="giving_once")]

    def __str__(self):
        return self.get_kind_display()


class Seeking(models.Model):
    """What the member looks for."""

    member = _owner("seekings")
    kind = _own(models.CharField(_("what you look for"), max_length=16, choices=Help), _("to show what may help you"))

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="seeking_once")]

    def __str__(self):
        return self.get_kind_display()


class Interest(models.Model):
    """A topic the member needs."""

    member = _owner("interests")
    topic = _own(models.CharField(_("topic"), max_length=12, choices=Topic), _("to show what you need first"), OWNER)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="interest_once")]

    def __str__(self):
        return self.get_topic_display()
