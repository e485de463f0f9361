"""Groups and contacts against those who wish harm: who left, who borrows a name, what a letter gives away."""

import pytest
from django.urls import reverse

from rootbridge.base.mail.models import Letter
from rootbridge.shared.inbox.models import Notice
from rootbridge.subjects.community.actions import accept_contact, ask_to_join, decide_request
from rootbridge.subjects.community.models import Contact, Group, JoinRequest

from .factories import let_find, make_group

WORDS = "Good day, I would like to ask you something."


def ask(cast):
    let_find(cast.amina)
    return Contact.ask(cast.chidi, cast.amina, words=WORDS, name="Chidi")


def test_who_took_a_request_back_is_brought_into_nothing(cast):
    contact = ask(cast)
    contact.leave(by=cast.chidi)
    amina = cast.enter(cast.amina)
    assert WORDS not in amina.get(reverse("community:contacts")).content.decode()
    amina.post(reverse("community:answer", args=[contact.key]), {"answer": "accept", "name": "Amina"})
    contact.refresh_from_db()
    assert contact.conversation is None and not Notice.objects.filter(member=cast.chidi).exists()


def test_a_late_yes_after_a_no_tells_nothing(cast):
    contact = ask(cast)
    stale = Contact.objects.get(pk=contact.pk)
    contact.decline(by=cast.amina)
    accept_contact(contact=stale, by=cast.amina, name="Amina")
    assert not Notice.objects.filter(member=cast.chidi, kind="community.contact_accepted").exists()


@pytest.mark.parametrize("name", ["Ambasada Moldovei la Roma", "Мinisterul Sănătății", "Ministerul 5ănătății"])
def test_an_open_group_takes_no_name_of_an_authority_later(cast, name):
    group = make_group(cast.amina)
    said = {"name": name, "about": "We help each other.", "joining": "request", "members_seen": "members"}
    assert cast.enter(cast.amina).post(reverse("groups:describe", args=[group.slug]), said).status_code == 422
    assert Group.objects.get().name == "Neighbours"


def test_no_letter_of_a_group_of_women_names_it_in_its_address(cast):
    group = make_group(cast.amina, kind="women", name="Women of Orhei in Turin", joining="request")
    ask_to_join(group, by=cast.bilal, name="B", words="May I?", language="en", has_declared=True)
    decide_request(JoinRequest.objects.get(), by=cast.amina, lets_in=True)
    told = " ".join(f"{one.subject} {one.text}" for one in Letter.objects.all())
    told += " ".join(Notice.objects.values_list("url", flat=True))
    assert "/groups/" in told and "omen" not in told


def test_a_number_without_end_gets_an_answer(cast):
    group = make_group(cast.amina)
    answer = cast.enter(cast.amina).post(reverse("groups:links", args=[group.slug]), {"end": "9" * 5000})
    assert answer.status_code == 404
