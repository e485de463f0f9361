"""A story goes from a draft to the pages, and back, and nothing is lost on the way."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from rootbridge.base.audit.models import Record
from rootbridge.base.files.contents import PICTURES, examine
from rootbridge.base.files.models import PublicFile
from rootbridge.people.privacy.erasure import erase
from rootbridge.subjects.stories.drawing import credit_of, show
from rootbridge.subjects.stories.models import Edition, MovedOn, NotNow, Outcome, Picture, Story, Telling
from tests.stories.factories import BODY, accept, days, make_story, photo


def public_titles():
    return set(Telling.objects.public().values_list("title", flat=True))


def test_a_form_sent_twice_makes_one_story(cast):
    ticket = uuid.uuid4()
    first, second = (make_story(cast, ticket=ticket) for _each in range(2))
    assert first == second and Story.objects.count() == 1


def test_nobody_takes_over_the_form_of_another(cast):
    ticket = uuid.uuid4()
    make_story(cast, ticket=ticket)
    with pytest.raises(PermissionDenied):
        make_story(cast, ticket=ticket, by=cast.chidi)


def test_it_is_public_only_when_somebody_has_accepted_it(cast):
    story = make_story(cast)
    assert not public_titles()
    story.latest.send(by=cast.amina)
    assert not public_titles()
    accept(cast, story)
    assert public_titles() == {"Forty walnut trees"}


def test_what_was_sent_stays_as_it_was_sent(cast):
    story = make_story(cast, sent=True)
    with pytest.raises(NotNow):
        story.latest.change(by=cast.amina, credit="Somebody else")
    with pytest.raises(NotNow):
        story.open_draft(by=cast.amina)
    story.latest.take_back(by=cast.amina)
    assert story.latest.change(by=cast.amina, credit="Somebody else").credit == "Somebody else"


def test_nobody_judges_what_has_changed_since_they_looked(cast):
    story = make_story(cast, sent=True)
    looked_at = story.latest.edition
    story.latest.take_back(by=cast.amina)
    telling = {"language": "en", "title": "Buy my walnuts", "lead": "Cheap.", "body": BODY}
    story.latest.change(by=cast.amina, telling=telling)
    story.latest.send(by=cast.amina)
    with pytest.raises(MovedOn):
        story.judge(by=cast.dana, edition=looked_at, outcome=Outcome.ACCEPTED)
    assert not public_titles()


def test_it_is_judged_once(cast):
    story = make_story(cast, sent=True)
    looked_at = story.latest.edition
    story.judge(by=cast.dana, edition=looked_at, outcome=Outcome.CHANGES, words="Say when it was.")
    with pytest.raises(MovedOn):
        story.judge(by=cast.esi, edition=looked_at, outcome=Outcome.ACCEPTED)


def test_the_old_text_stays_until_the_new_one_is_accepted(cast):
    story = make_story(cast, published=True)
    draft = story.open_draft(by=cast.amina)
    draft.change(by=cast.amina, telling={"language": "en", "title": "Fifty trees", "lead": "More.", "body": BODY})
    assert public_titles() == {"Forty walnut trees"}
    story.latest.send(by=cast.amina)
    assert public_titles() == {"Forty walnut trees"}
    accept(cast, story)
    assert public_titles() == {"Fifty trees"}
    assert story.editions.count() == 2


def test_after_changes_were_asked_for_the_next_draft_has_the_words_and_the_pictures(cast):
    story = make_story(cast)
    file = PublicFile.keep(examine("a.jpg", photo().read(), kinds=PICTURES))
    story.latest.add_picture(file, by=cast.amina, alt="Trees")
    story.latest.send(by=cast.amina)
    accept(cast, story, Outcome.CHANGES, "Say how many live.")
    draft = story.open_draft(by=cast.amina)
    assert (draft.number, draft.state, draft.title) == (2, "draft", "Forty walnut trees")
    assert [one.alt for one in draft.shown()] == ["Trees"] and draft.people_agreed


def test_its_author_takes_it_off_and_puts_it_back(cast):
    story = make_story(cast, published=True)
    story.withdraw(by=cast.amina)
    assert not public_titles() and not Story.objects.published().exists()
    story.bring_back(by=cast.amina)
    assert public_titles()


def test_a_draft_of_a_public_story_is_thrown_away_alone(cast):
    story = make_story(cast, published=True)
    story.open_draft(by=cast.amina)
    assert story.throw_away(by=cast.amina) is True
    assert public_titles() and story.editions.count() == 1
    other = make_story(cast, "Only a draft")
    assert other.throw_away(by=cast.amina) is False
    assert not Story.objects.filter(pk=other.pk).exists()


def test_what_is_past_leaves_the_front(cast):
    make_story(cast, "Feast on Sunday", published=True, ends_on=days(-1))
    make_story(cast, "Feast next year", published=True, ends_on=days(300))
    current = Story.objects.published().current_on(days(0))
    assert [story.title for story in current.for_pages()] == ["Feast next year"]
    assert [story.title for story in Story.objects.published().past_on(days(0)).for_pages()] == ["Feast on Sunday"]


def test_strangers_see_what_is_public_and_the_author_their_own(cast):
    draft, public = make_story(cast), make_story(cast, "Public", published=True)
    for person, seen in [(cast.nobody, {public}), (cast.chidi, {public}), (cast.amina, {draft, public}),
                         (cast.dana, {public})]:  # fmt: skip
        assert set(Story.objects.visible_to(person)) == seen
    draft.latest.send(by=cast.amina)
    assert draft in Story.objects.visible_to(cast.dana)
    assert draft not in Story.objects.visible_to(cast.bilal)


def test_a_representative_reads_for_their_own_place(cast):
    soroca = make_story(cast, place=cast.places["MD-SO"], sent=True)
    orhei = make_story(cast, place=cast.places["MD-OR-peresecina"], sent=True)
    assert [edition.story for edition in Edition.objects.received_by(cast.dana)] == [orhei]
    assert {edition.story for edition in Edition.objects.received_by(cast.esi)} == {soroca, orhei}


def test_it_is_told_in_the_best_language_that_there_is(cast):
    story = make_story(cast, original="ro", telling={"language": "ro", "title": "Patruzeci de nuci"})
    story.latest.change(by=cast.amina, telling={"language": "ru", "title": "Сорок орехов", "lead": "x", "body": BODY})
    story.latest.send(by=cast.amina)
    accept(cast, story)
    best = Telling.objects.public().best_for("ru").get()
    assert (best.title, best.languages) == ("Сорок орехов", 2)
    assert show(story.latest, "fr").telling.language in ("ro", "ru")
    assert show(story.latest, "ro").has == ["ro", "ru"]


def test_a_picture_needs_words_or_is_decoration(cast):
    story = make_story(cast)
    file = PublicFile.keep(examine("a.jpg", photo().read(), kinds=PICTURES))
    story.latest.add_picture(file, by=cast.amina, is_decoration=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.create(edition=story.latest, file=file, number=2)
    for _each in range(3):
        story.latest.add_picture(file, by=cast.amina, alt="Trees")
    with pytest.raises(NotNow):
        story.latest.add_picture(file, by=cast.amina, alt="A fifth")


def test_it_is_credited_to_the_name_its_author_chose(cast):
    assert credit_of(make_story(cast, credit="A nurse from Orhei").latest) == "A nurse from Orhei"
    both = make_story(cast, credit="Bilal", organisation=cast.association, by=cast.bilal)
    assert credit_of(both.latest) == f"Bilal, {cast.association.name}"
    assert credit_of(make_story(cast, credit="", organisation=cast.association).latest) == cast.association.name


def test_the_record_tells_what_was_decided_and_never_what_was_written(cast):
    story = make_story(cast, sent=True)
    accept(cast, story, Outcome.REFUSED, "It names a neighbour who did not agree.")
    verbs = list(Record.objects.filter(verb__startswith="stories.").values_list("verb", flat=True))
    assert set(verbs) == {"stories.begun", "stories.sent", "stories.refused"}
    assert "neighbour" not in "".join(record.body for record in Record.objects.all())


def test_a_story_goes_with_its_author_and_an_associations_stays(cast):
    own = make_story(cast, published=True)
    theirs = make_story(cast, "The association's", by=cast.amina, organisation=cast.association, published=True)
    erase(cast.amina)
    assert not Story.objects.filter(pk=own.pk).exists()
    left = Story.objects.for_pages().get(pk=theirs.pk)
    assert left.author is None and credit_of(left.standing) == cast.association.name


def test_an_appeal_that_comes_late_puts_no_earlier_writing_back(cast):
    story = make_story(cast, sent=True)
    accept(cast, story, Outcome.REFUSED, "Too short.")
    refused = story.latest
    telling = {"language": "en", "title": "Fifty walnut trees", "lead": "More of them.", "body": BODY}
    story.open_draft(by=cast.amina).change(by=cast.amina, telling=telling).send(by=cast.amina)
    accept(cast, story)
    Story.objects.get(pk=story.pk).readmit(refused, by=cast.esi)
    assert public_titles() == {"Fifty walnut trees"}


def test_what_its_author_took_off_does_not_come_back_by_a_late_acceptance(cast):
    story = make_story(cast, published=True)
    story.open_draft(by=cast.amina).send(by=cast.amina)
    story.withdraw(by=cast.amina)
    page = cast.enter(cast.dana)
    address = reverse("manage_stories:story", args=[story.pk])
    assert "took this story off" in page.get(address).text
    answer = page.post(address, {"edition": story.latest.edition, "outcome": "accepted", "words": ""})
    assert answer.status_code == 422 and "Only they can put it back" in answer.text
    assert not public_titles() and story.latest.state == "waiting"
    story.bring_back(by=cast.amina)
    accept(cast, story)
    assert public_titles()


def test_what_is_sent_in_after_it_was_taken_off_may_be_published(cast):
    story = make_story(cast, published=True)
    story.withdraw(by=cast.amina)
    story.open_draft(by=cast.amina).send(by=cast.amina)
    accept(cast, story)
    assert public_titles()


def test_an_appeal_puts_nothing_back_that_its_author_took_off(cast):
    story = make_story(cast, sent=True)
    accept(cast, story, Outcome.REFUSED, "Too short for us.")
    story.withdraw(by=cast.amina)
    Story.objects.get(pk=story.pk).readmit(story.latest, by=cast.esi)
    assert not public_titles()
