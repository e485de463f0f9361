"""Sample data goes with what was said in it; what people made themselves stays."""

from django.apps import apps
from django.utils import timezone

from rootbridge.base.files.contents import Checked
from rootbridge.people.privacy.models import Consent
from rootbridge.shared.conversations.models import Conversation
from rootbridge.shared.moderation.models import Report
from rootbridge.stewardship.packs.models import Sample
from rootbridge.stewardship.packs.removal import remove_all
from rootbridge.subjects.community.actions import report
from rootbridge.subjects.community.models import Exclusion, Group, GroupFile, Harvest, JoinRequest
from rootbridge.subjects.community.vacancies import seek_moderator
from rootbridge.subjects.help.models import Chat
from rootbridge.subjects.programmes.models import Programme
from rootbridge.subjects.stories.models import Story
from tests.cast import cast, make_member  # noqa: F401
from tests.community.factories import enter, let_find, make_group, meet, write
from tests.programmes.factories import draft, make_call, make_programme
from tests.stories.factories import make_story


def test_nothing_of_the_sample_is_left_and_what_is_real_stays(cast):  # noqa: F811
    now = timezone.now()
    chat = Chat.objects.create(
        conversation=Conversation.open(body=cast.bureau.audience_key), office=cast.bureau, name="Somebody",
        language="en", topic="papers", living="IT", asked_at=now, waits_since=now, promised_at=now, source="sample",
    )  # fmt: skip
    programme = make_programme(cast)
    applied = draft(make_call(programme, cast), cast.amina)
    applied.talk()
    sample, real = make_story(cast, "Invented", published=True), make_story(cast, "Real", published=True)
    Sample.mark("test", [chat, programme, sample])
    remove_all()
    assert not Chat.objects.exists() and not Programme.objects.exists() and not Conversation.objects.exists()
    assert list(Story.objects.all()) == [real] and not Sample.objects.exists()


def test_of_a_sample_group_its_people_and_their_talks_nothing_is_left(cast, tmp_path, settings):  # noqa: F811
    invented, other = make_member("Invented One"), make_member("Invented Two", email="two@example.org")
    group, real = make_group(invented, name="Sample choir"), make_group(cast.amina, name="Real choir")
    enter(group, cast.bilal)
    enter(real, invented)
    write(real, cast.amina, "This stays")
    post = write(group, cast.bilal, "With a picture")
    GroupFile.keep(post, Checked(name="a.txt", kind="txt", body=b"Hello"))
    JoinRequest.ask(group, cast.chidi, name="Chidi", words="Let me in.", language="en", has_declared=False)
    profile = let_find(invented)
    Harvest.spend(invented, [other.pk])
    Exclusion.block(other, invented)
    meet(invented, cast.amina)
    meet(other, invented)
    for kind, thing in (("community.group", group), ("community.post", post), ("community.profile", profile)):
        report(kind, thing, by=cast.chidi, reason="other")
    group.memberships.get(member=invented).leave(by=invented)
    seek_moderator(group)
    Sample.mark("test", [invented, other, group])
    remove_all()
    label = "community"
    kept = {model.__name__: model.objects.count() for model in apps.get_app_config(label).get_models()}
    assert {name: count for name, count in kept.items() if count} == {"Group": 1, "Membership": 1, "Post": 1}
    assert Group.objects.get() == real and not Conversation.objects.exists() and not Report.objects.exists()
    assert not Consent.objects.filter(member_id=invented.pk).exists()
