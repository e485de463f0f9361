"""Sample data goes with what was said in it; what people made themselves stays."""

from django.utils import timezone

from rootbridge.shared.conversations.models import Conversation
from rootbridge.stewardship.packs.models import Sample
from rootbridge.stewardship.packs.removal import remove_all
from rootbridge.subjects.help.models import Chat
from rootbridge.subjects.programmes.models import Programme
from rootbridge.subjects.stories.models import Story
from tests.cast import cast  # noqa: F401
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
