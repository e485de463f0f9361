"""Groups: proposed and opened, joined in three ways, written in, tended, asleep, left; and closed to everybody else."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from rootbridge.people.privacy.erasure import erase
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.moderation.models import Appeal, Report
from rootbridge.subjects.community.chores import ask_moderators, pass_words_on, seek_moderators, tell_news
from rootbridge.subjects.community.models import (
    Exclusion,
    Group,
    GroupFile,
    Invitation,
    JoinRequest,
    Post,
    Vacancy,
)
from rootbridge.subjects.community.sources import documents
from tests.cast import make_member

from .factories import enter, make_group, write

SECRET = "Meet me at the fountain at noon."


@pytest.fixture
def group(cast):
    """Amina tends it, Bilal is in it."""
    group = make_group(cast.amina, place=cast.places["MD-OR"])
    enter(group, cast.bilal)
    return group


def again(group):
    return Group.objects.get(pk=group.pk)


def told(member) -> list[str]:
    return [kind.partition(".")[2] for kind in Notice.objects.filter(member=member).values_list("kind", flat=True)]


def test_proposed_by_a_member_and_opened_by_the_representative(cast):
    client = cast.enter(cast.amina)
    said = {"name": "Orhei in Turin", "kind": "hometown", "about": "We meet on Sundays.", "place": "MD-OR",
            "residence": "IT", "joining": "request", "members_seen": "members", "name_in_it": "Amina",
            "languages": ["ro"]}  # fmt: skip
    assert client.post(reverse("groups:propose"), said).status_code == 302
    group = Group.objects.get()
    assert (
        told(cast.dana) == ["group_proposed"]
        and cast.enter(cast.chidi).get(group.get_absolute_url()).status_code == 404
    )
    dana = cast.enter(cast.dana)
    assert group.name in dana.get(reverse("manage_groups:list")).content.decode()
    empty = dana.post(reverse("manage_groups:decide", args=[group.pk]), {"answer": "refuse", "reason": ""})
    assert empty.status_code == 422
    dana.post(reverse("manage_groups:decide", args=[group.pk]), {"answer": "open"})
    assert again(group).state == "open" and told(cast.amina) == ["group_opened"]
    assert cast.enter(cast.nobody).get(group.get_absolute_url()).status_code == 200
    wrong = client.post(
        reverse("groups:propose"), said | {"kind": "women", "joining": "open", "is_unlisted": "on", "about": ""}
    )
    assert wrong.status_code == 422 and "one by one" in wrong.content.decode()


def test_asked_to_join_let_in_and_written(cast, group):
    chidi, amina = cast.enter(cast.chidi), cast.enter(cast.amina)
    write(group, cast.bilal, SECRET)
    assert SECRET not in chidi.get(group.get_absolute_url()).content.decode()
    chidi.post(reverse("groups:join", args=[group.slug]), {"name": "Chidi", "words": "I am a neighbour."})
    assert SECRET not in chidi.get(group.get_absolute_url()).content.decode() and told(cast.amina) == ["join_asked"]
    tend = amina.get(reverse("groups:tend", args=[group.slug])).content.decode()
    assert "I am a neighbour." in tend and cast.chidi.email not in tend
    amina.post(reverse("groups:decide", args=[group.slug, JoinRequest.objects.get().pk]), {"answer": "let_in"})
    assert told(cast.chidi) == ["let_in"] and SECRET in chidi.get(group.get_absolute_url()).content.decode()
    page = chidi.post(reverse("groups:write", args=[group.slug]), {"words": "Hello, I am Chidi.", "client": "one"})
    chidi.post(reverse("groups:write", args=[group.slug]), {"words": "Hello, I am Chidi.", "client": "one"})
    post = Post.objects.get(author=cast.chidi)
    assert page.status_code == 302 and post.words == "Hello, I am Chidi."
    amina.post(reverse("groups:reply", args=[group.slug, post.pk]), {"words": "Welcome!"})
    reply = Post.objects.get(parent=post)
    chidi.post(reverse("groups:reply", args=[group.slug, reply.pk]), {"words": "Thank you."})
    assert Post.objects.filter(parent=post).count() == 2  # one level deep
    chidi.post(reverse("groups:edit", args=[group.slug, post.pk]), {"words": "Hello, I am Chidi from Lyon."})
    amina.post(reverse("groups:post", args=[group.slug, post.pk]), {"do": "pin"})
    post.refresh_from_db()
    assert post.edited_at and post.pinned_at
    assert chidi.post(reverse("groups:withdraw", args=[group.slug, reply.pk])).status_code == 403
    amina.post(reverse("groups:withdraw", args=[group.slug, post.pk]))
    post.refresh_from_db()
    assert (
        post.words == ""
        and post.taken_by_moderator
        and "Welcome!" in chidi.get(group.get_absolute_url()).content.decode()
    )


def test_pictures_and_files_are_sealed_and_for_members_only(cast, group):
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    picture.seek(0)
    picture.name = "garden.png"
    bilal = cast.enter(cast.bilal)
    bilal.post(reverse("groups:write", args=[group.slug]), {"words": "Look.", "files": picture})
    file = GroupFile.objects.get()
    address = reverse("groups:file", args=[group.slug, file.pk])
    answer = bilal.get(address)
    assert b"".join(answer.streaming_content) and answer["Cache-Control"] == "private, no-store"
    for person in (cast.chidi, cast.dana, cast.esi):
        assert cast.enter(person).get(address).status_code == 404
    assert cast.enter(cast.nobody).get(address).status_code == 302
    text = io.BytesIO(b"MZ\x90\x00")
    text.name = "a.exe"
    assert bilal.post(reverse("groups:write", args=[group.slug]), {"words": "Run it", "files": text}).status_code == 422
    Post.objects.get().withdraw(by=cast.bilal)
    assert not GroupFile.objects.exists()


def test_a_moderator_hands_over_and_goes(cast, group):
    amina, bilal = cast.enter(cast.amina), group.memberships.get(member=cast.bilal)
    amina.post(reverse("groups:member", args=[group.slug, bilal.pk]), {"do": "name"})
    amina.post(reverse("groups:leave", args=[group.slug]))
    assert told(cast.bilal) == ["named"] and not group.memberships.filter(member=cast.amina).exists()
    assert not Vacancy.objects.exists() and not again(group).lacks_moderator


def test_when_the_last_moderator_goes_a_member_takes_over(cast, group):
    enter(group, cast.chidi)
    cast.enter(cast.amina).post(reverse("groups:leave", args=[group.slug]), {"only": "moderator"})
    assert again(group).lacks_moderator and told(cast.bilal) == told(cast.chidi) == ["untended"] and not told(cast.dana)
    assert seek_moderators(timezone.now()) == 0 and told(cast.bilal) == ["untended"]  # asked once
    group.memberships.filter(member=cast.bilal).update(joined_at=timezone.now() - timedelta(days=15))
    bilal, chidi, over = cast.enter(cast.bilal), cast.enter(cast.chidi), reverse("groups:take_over", args=[group.slug])
    assert over in bilal.get(group.get_absolute_url()).content.decode()
    new = chidi.get(group.get_absolute_url()).content.decode()
    assert over not in new and "Nobody tends this group" in new
    chidi.post(over)
    assert again(group).lacks_moderator  # in it since today
    bilal.post(over)
    bilal.post(over)
    assert group.memberships.get(is_moderator=True).member == cast.bilal and Vacancy.objects.get().filled_at
    outside = [cast.enter(person).post(over).status_code for person in (cast.dana, cast.esi)]
    assert outside == [404, 404]


def test_where_no_member_takes_over_the_representative_finds_somebody(cast, group):
    cast.amina.is_active = False
    cast.amina.save(update_fields=["is_active"])  # gone without a word
    assert seek_moderators(timezone.now()) == 1 and told(cast.bilal) == ["untended"] and told(cast.dana) == []
    dana, page = cast.enter(cast.dana), reverse("manage_groups:group", args=[group.pk])
    listed = reverse("manage_groups:list") + "?show=sleeping"
    assert group.name not in dana.get(listed).content.decode()
    late = timezone.now() + timedelta(days=15)
    assert seek_moderators(late) == 1 and seek_moderators(late) == 0 and told(cast.dana) == ["group_untended"]
    assert group.name in dana.get(listed).content.decode()
    dana.post(reverse("manage_groups:moderators", args=[group.pk]), {"find": "1"})
    link = Invitation.objects.get(is_to_tend=True)
    assert link.key in dana.get(page).content.decode()
    assert cast.enter(cast.chidi).post(reverse("groups:link", args=[link.key]), {"name": "Chidi"}).status_code == 302
    assert group.memberships.moderators().get().member == cast.chidi and not again(group).lacks_moderator
    assert cast.enter(cast.esi).get(reverse("groups:link", args=[link.key])).status_code == 404  # for one person
    again_asked = dana.post(reverse("manage_groups:moderators", args=[group.pk]), {"find": "1"})
    assert again_asked.status_code == 403 and group.name not in dana.get(listed).content.decode()


def test_a_group_that_everybody_left_goes_to_the_representative_at_once(cast):
    group = make_group(cast.amina, place=cast.places["MD-OR"])
    cast.enter(cast.amina).post(reverse("groups:leave", args=[group.slug]))
    assert told(cast.dana) == ["group_untended"] and Vacancy.objects.get().passed_on_at


def test_posts_go_with_their_author_or_stay_without_a_name_as_they_chose(cast, group):
    chidi = enter(group, cast.chidi)
    answered, alone = write(group, cast.bilal, "With a reply"), write(group, cast.bilal, "Alone")
    write(group, cast.amina, "A reply", parent=answered)
    kept = write(group, cast.chidi, "This stays")
    chidi.settle(by=cast.chidi, keeps_posts=True)
    chidi.leave(by=cast.chidi)
    group.memberships.get(member=cast.bilal).leave(by=cast.bilal)
    kept.refresh_from_db()
    answered.refresh_from_db()
    assert (kept.words, kept.author, kept.author_name) == ("This stays", None, "")
    assert answered.words == "" and answered.replies.count() == 1 and not Post.objects.filter(pk=alone.pk).exists()


def test_an_erased_member_leaves_no_word_and_no_name(cast, group):
    write(group, cast.bilal, SECRET)
    Exclusion.block(cast.amina, cast.bilal)
    cast.bilal.roles.all().delete()
    erase(cast.bilal)
    assert not Post.objects.filter(words=SECRET).exists() and not group.memberships.filter(name="Bilal Ceban").exists()
    assert not Exclusion.objects.exists()


def test_sent_away_with_a_reason_and_back_by_appeal(cast, group):
    bilal, amina, row = cast.enter(cast.bilal), cast.enter(cast.amina), group.memberships.get(member=cast.bilal)
    short = amina.post(reverse("groups:member", args=[group.slug, row.pk]), {"do": "away", "reason": "no"})
    assert short.status_code == 422
    amina.post(
        reverse("groups:member", args=[group.slug, row.pk]), {"do": "away", "reason": "He sold tickets to everybody."}
    )
    assert (
        told(cast.bilal) == ["sent_away"] and bilal.get(reverse("groups:members", args=[group.slug])).status_code == 404
    )
    join = bilal.post(reverse("groups:join", args=[group.slug]), {"name": "Bilal", "words": "Me again, hello."})
    assert join.status_code == 302 and not JoinRequest.objects.exists()
    assert "sold tickets" in bilal.get(reverse("groups:removed", args=[group.slug])).content.decode()
    bilal.post(reverse("groups:removed", args=[group.slug]), {"words": "I gave them away for nothing."})
    appeal = Appeal.objects.get()
    esi = cast.enter(cast.esi)
    assert (
        "sold tickets"
        in esi.get(reverse("manage_groups:reported", args=["removal", appeal.target_id])).content.decode()
    )
    esi.post(
        reverse("manage_reports:appeal", args=[appeal.pk]), {"outcome": "right", "reason": "Nothing was sold there."}
    )
    assert group.memberships.filter(member=cast.bilal).exists() and "appealed" in told(cast.bilal)


def test_blocked_members_are_gone_for_each_other_in_lists_posts_and_digests(cast, group):
    enter(group, cast.chidi)
    post = write(group, cast.bilal, SECRET)
    row = group.memberships.get(member=cast.bilal)
    cast.enter(cast.chidi).post(reverse("groups:block", args=[group.slug, row.pk]))
    for one, other in ((cast.chidi, "Bilal"), (cast.bilal, "Chidi")):
        client = cast.enter(one)
        assert other not in client.get(reverse("groups:members", args=[group.slug])).content.decode()
    chidi = cast.enter(cast.chidi)
    assert SECRET not in chidi.get(group.get_absolute_url()).content.decode()
    for name in ("reply", "report_post", "withdraw"):
        assert chidi.post(reverse(f"groups:{name}", args=[group.slug, post.pk]), {"words": "x"}).status_code == 404
    Notice.objects.all().delete()
    tell_news(timezone.now() + timedelta(days=8))
    assert told(cast.amina) == ["news"] and told(cast.chidi) == []


def test_a_moderator_whom_somebody_keeps_away_learns_nothing_of_their_request(cast, group):
    Exclusion.name(cast.chidi, cast.amina.email)
    cast.enter(cast.chidi).post(
        reverse("groups:join", args=[group.slug]), {"name": "Chidi", "words": "I am a neighbour."}
    )
    assert JoinRequest.objects.count() == 1 and told(cast.amina) == []
    assert "Chidi" not in cast.enter(cast.amina).get(reverse("groups:tend", args=[group.slug])).content.decode()


def test_a_group_of_women_says_nothing_of_who_is_in_it(cast):
    group = make_group(cast.amina, kind="women", name="Women of Orhei", place=cast.places["MD-OR"])
    chidi = cast.enter(cast.chidi)
    undeclared = chidi.post(reverse("groups:join", args=[group.slug]), {"name": "C", "words": "Let me in."})
    assert undeclared.status_code == 422 and not JoinRequest.objects.exists()
    enter(group, cast.bilal, has_declared=True)
    write(group, cast.amina)
    tell_news(timezone.now() + timedelta(days=8))
    notice = Notice.objects.get(member=cast.bilal)
    assert "Women of Orhei" not in notice.sentence  # somebody may look over one's shoulder
    for person in (cast.chidi, cast.dana, cast.esi, cast.nobody):
        client = cast.enter(person)
        for address in (group.get_absolute_url(), reverse("groups:list"), reverse("groups:members", args=[group.slug])):
            assert "Bilal" not in client.get(address).content.decode()
    assert "A small group" in chidi.get(group.get_absolute_url()).content.decode()  # fewer than ten: no number
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=group.pk).update(joining="open")


def test_a_group_of_young_people_begins_when_a_moderator_is_checked(cast):
    group = make_group(cast.amina, kind="youth", age_from=16, age_to=25, place=cast.places["MD-OR"])
    amina = cast.enter(cast.amina)
    assert amina.post(reverse("groups:write", args=[group.slug]), {"words": "Hello"}).status_code == 403
    assert amina.get(reverse("groups:tend", args=[group.slug])).status_code == 404
    row = group.memberships.get(member=cast.amina)
    soroca = reverse("manage_groups:moderators", args=[group.pk])
    cast.enter(cast.dana).post(soroca, {"moderator": row.pk})
    row.refresh_from_db()
    assert row.checked_by == cast.dana and row.checked_at
    assert amina.post(reverse("groups:write", args=[group.slug]), {"words": "Hello"}).status_code == 302
    body = cast.enter(cast.chidi).get(reverse("groups:join", args=[group.slug])).content.decode()
    assert "between 16 and 25" in body


def test_an_unlisted_group_is_nowhere_but_by_its_link(cast):
    group = make_group(cast.amina, name="Quiet house", joining="invitation", is_listed=False)
    link = Invitation.make(group, by=cast.amina)
    chidi = cast.enter(cast.chidi)
    assert chidi.get(group.get_absolute_url()).status_code == 404
    assert "Quiet house" not in chidi.get(reverse("groups:list")).content.decode()
    assert not [one for one in documents([group.pk]) if one.live or "Quiet" in one.title + one.words]
    assert chidi.get(reverse("groups:link", args=["x" * 24])).status_code == 404
    assert chidi.post(reverse("groups:link", args=[link.key]), {"name": "Chidi"}).status_code == 302
    assert group.memberships.filter(member=cast.chidi).exists()
    link.end(by=cast.amina)
    assert cast.enter(cast.bilal).get(reverse("groups:link", args=[link.key])).status_code == 404


def test_nobody_tends_it_asked_told_asleep_woken(cast, group):
    def days_ago(days):
        Group.objects.filter(pk=group.pk).update(tended_at=timezone.now() - timedelta(days=days), asked_at=None)

    days_ago(61)
    assert (
        ask_moderators(timezone.now()) == 1 and ask_moderators(timezone.now()) == 0 and told(cast.amina) == ["asleep"]
    )
    days_ago(91)
    assert group.name in cast.enter(cast.dana).get(reverse("manage_groups:list") + "?show=sleeping").content.decode()
    days_ago(181)
    ask_moderators(timezone.now())
    amina = cast.enter(cast.amina)
    assert again(group).state == "asleep" and "It can be read" in amina.get(group.get_absolute_url()).content.decode()
    assert amina.post(reverse("groups:write", args=[group.slug]), {"words": "Hello"}).status_code == 403
    amina.post(reverse("groups:tend", args=[group.slug]))
    assert again(group).state == "open"


def test_a_word_about_a_post_goes_to_moderators_then_on_by_itself(cast, group):
    enter(group, cast.chidi)
    post = write(group, cast.bilal, SECRET)
    chidi = cast.enter(cast.chidi)
    chidi.post(reverse("groups:report_post", args=[group.slug, post.pk]), {"reason": "other", "to": "group"})
    assert told(cast.amina) == ["post_word"] and not Report.objects.exists()
    assert SECRET in cast.enter(cast.amina).get(reverse("groups:tend", args=[group.slug])).content.decode()
    assert (
        pass_words_on(timezone.now() + timedelta(days=4)) == 1
        and pass_words_on(timezone.now() + timedelta(days=4)) == 0
    )
    report = Report.objects.get()
    assert report.place_path == "MD/MD-OR/"
    read = reverse("manage_groups:reported", args=["post", post.pk])
    assert SECRET in cast.enter(cast.esi).get(read).content.decode()
    assert cast.enter(cast.dana).get(read).status_code == 404  # a representative is no moderator of the platform


def test_closed_and_going_on_elsewhere_nobody_is_moved(cast, group):
    other = make_group(cast.chidi, name="The other", place=cast.places["MD-OR"])
    dana = cast.enter(cast.dana)
    wrong = dana.post(
        reverse("manage_groups:close", args=[group.pk]), {"reason": "Two of a kind.", "successor": "nowhere"}
    )
    assert wrong.status_code == 422
    dana.post(
        reverse("manage_groups:close", args=[group.pk]),
        {"reason": "Two of a kind.", "successor": other.get_absolute_url()},
    )
    assert again(group).successor == other and other.memberships.count() == 1
    assert told(cast.bilal) == ["goes_on"]
    link = Notice.objects.get(member=cast.bilal).url
    assert cast.enter(cast.bilal).get(link).status_code == 200


def test_moderators_take_the_posts_with_them_without_addresses(cast, group):
    write(group, cast.bilal, "=cmd|' /C calc'!A0")
    sheet = cast.enter(cast.amina).get(reverse("groups:posts", args=[group.slug])).content.decode()
    assert "'=cmd" in sheet and "Bilal Ceban" in sheet and "@example.org" not in sheet
    assert cast.enter(cast.bilal).get(reverse("groups:posts", args=[group.slug])).status_code == 404


def test_pages_ask_as_much_however_much_is_written(cast, group):
    bilal, asked = cast.enter(cast.bilal), []
    addresses = [group.get_absolute_url(), reverse("groups:members", args=[group.slug]), reverse("groups:list")]
    for turn in range(2):
        for number in range(6):
            post = write(group, cast.amina, f"Post {number}")
            write(group, cast.bilal, "Reply", parent=post)
            enter(group, make_member(f"More {turn}{number}", email=f"m{turn}{number}@example.org"))
        for address in addresses:
            bilal.get(address)
            with CaptureQueriesContext(connection) as queries:
                bilal.get(address)
            asked.append(len(queries))
    assert asked[:3] == asked[3:] and max(asked) <= 12


def test_outsider_requester_member_moderator_representatives_and_blocked(cast, group):
    """Who reads what of a group, and who does what: rows are pages and deeds, columns people; no leak anywhere."""
    soroca = make_member("Vera Soroca", home=cast.places["MD-SO"])
    requester, blocked = make_member("Rita Asks"), make_member("Boris Blocked")
    JoinRequest.ask(group, requester, name="Rita", words="Let me in.", language="en", has_declared=False)
    enter(group, blocked)
    post = write(group, cast.bilal, SECRET)
    Exclusion.block(cast.bilal, blocked)
    people = {"outsider": cast.chidi, "requester": requester, "member": cast.bilal, "moderator": cast.amina,
              "rep A": cast.dana, "rep B": soroca, "blocked": blocked, "admin": cast.esi}  # fmt: skip
    may = {
        "reads": {"member", "moderator"}, "members": {"member", "moderator", "blocked"}, "tends": {"moderator"},
        "writes": {"member", "moderator", "blocked"}, "post": {"member", "moderator"},
    }  # fmt: skip
    for name, person in people.items():
        client = cast.enter(person)
        seen = {
            "reads": SECRET in client.get(group.get_absolute_url()).content.decode(),
            "members": client.get(reverse("groups:members", args=[group.slug])).status_code == 200,
            "tends": client.get(reverse("groups:tend", args=[group.slug])).status_code == 200,
            "writes": client.post(reverse("groups:write", args=[group.slug]), {"words": ""}).status_code == 422,
            "post": client.get(reverse("groups:reply", args=[group.slug, post.pk])).status_code == 200,
        }  # fmt: skip
        assert {key for key, is_so in seen.items() if is_so} == {key for key, who in may.items() if name in who}, name


def test_hidden_and_missing_groups_are_the_same_bytes_on_every_page(cast, group):
    """Unlisted, only proposed, refused, taken off the pages, closed: for who is not in it, none is there."""
    said = {"unlisted": {"is_listed": False, "joining": "invitation"}, "proposed": {"state": "proposed"},
            "refused": {"state": "refused", "reason": "No."}, "hidden": {"hidden_at": timezone.now()},
            "closed": {"state": "closed"}}  # fmt: skip
    slugs = ["never-was-one-abc123"]
    for name, facts in said.items():
        made = make_group(cast.amina, name=f"Quiet {name}")
        Group.objects.filter(pk=made.pk).update(**facts)
        slugs.append(made.slug)
    post = write(group, cast.bilal, SECRET)
    pages = [("group", ()), ("join", ()), ("membership", ()), ("members", ()), ("tend", ()), ("describe", ()),
             ("posts", ()), ("removed", ()), ("report", ()), ("reply", (post.pk,)), ("edit", (post.pk,)),
             ("file", (1,)), ("member", (1,))]  # fmt: skip
    for person in (cast.chidi, cast.dana):
        client = cast.enter(person)
        client.get(reverse("groups:mine"))
        for name, more in pages:
            answers = set()
            for slug in slugs:
                answer = client.get(reverse(f"groups:{name}", args=[slug, *more]))
                answers.add((answer.status_code, answer.content.replace(slug.encode(), b"")))
            assert len(answers) == 1 and answers.pop()[0] == 404, (name, person.name)
