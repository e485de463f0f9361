"""The frame of a page, blocks drawn alone, error pages, and the component sheet."""

import html5lib
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from rootbridge.base.core import menus
from rootbridge.base.core.registry import Registry
from rootbridge.base.design import jinja, views

pytestmark = pytest.mark.django_db

PAGE = """{% extends "design/page.html" %}{% block title %}Pension{% endblock %}
{% block main %}<h1>Claim</h1>{% block results %}<p>{{ ui.tag("x") }}{{ word }}</p>{% endblock %}{% endblock %}
"""


@pytest.fixture(autouse=True)
def _no_menus(monkeypatch):
    monkeypatch.setattr(menus, "public", Registry("public menu"))
    monkeypatch.setattr(menus, "manage", Registry("menu of the back office"))


@pytest.fixture
def environment():
    return next(iter(engines.all())).env


@pytest.fixture
def request_of():
    def make(path="/en/services/pension/"):
        request = RequestFactory().get(path)
        request.user = AnonymousUser()
        return request

    return make


def valid(html):
    html5lib.HTMLParser(strict=True).parse(str(html))
    return str(html)


def test_a_page_names_its_languages_and_its_one_address(environment, request_of):
    html = valid(environment.from_string(PAGE).render(request=request_of()))
    assert '<link rel="canonical" href="http' in html
    assert html.count('rel="alternate" hreflang=') == 6
    assert 'href="/ro/services/pension/" hreflang="ro"' in html
    assert '<html lang="en" dir="ltr">' in html
    assert 'property="og:title" content="Pension"' in html


def test_a_page_in_arabic_runs_from_the_right(environment, request_of):
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in valid(environment.from_string(PAGE).render(request=request_of("/ar/")))


def test_there_is_no_empty_bank(environment, request_of):
    with_home = PAGE + "{% block home %}<h2>Who answers</h2>{% endblock %}"
    assert "<aside" not in environment.from_string(PAGE).render(request=request_of())
    html = valid(environment.from_string(with_home).render(request=request_of()))
    assert html.count("Who answers") == 1
    assert 'class="page banks"' in html


def test_a_wide_page_and_the_foot(environment, request_of):
    source = "{% set wide = true %}" + PAGE + "{% block foot_extra %}<p>Sample data.</p>{% endblock %}"
    html = valid(environment.from_string(source).render(request=request_of()))
    assert "bank here" not in html
    assert html.count("Sample data.") == 1


@pytest.mark.parametrize("set_", ["", "{% set desk = true %}", "{% set wide = true %}"])
def test_the_back_office_has_its_own_frame(environment, request_of, set_):
    source = set_ + PAGE.replace("page.html", "manage.html") + "{% block home %}<h2>Queue</h2>{% endblock %}"
    html = valid(environment.from_string(source).render(request=request_of("/manage/"), manual_page="/manage/manual/"))
    assert "noindex" in html
    assert "/manage/manual/" in html
    assert html.count("<main") == 1


def test_a_block_can_be_drawn_alone(environment, monkeypatch, request_of):
    monkeypatch.setattr(jinja.Environment, "get_template", lambda env, name: environment.from_string(PAGE))
    monkeypatch.setattr("rootbridge.base.core.context.providers", [])
    request = request_of()
    request.bearings = None
    assert jinja.render_block(request, "x.html", "results", {"word": "<hi>"}) == (
        '<p><span class="tag">x</span>&lt;hi&gt;</p>'
    )
    with pytest.raises(KeyError, match="no block nothing"):
        jinja.render_block(request, "x.html", "nothing")


@pytest.mark.parametrize(
    ("answer", "status"),
    [(lambda r: views.bad_request(r, BadRequest()), 400), (lambda r: views.refused(r), 403),
     (lambda r: views.not_here(r), 404), (lambda r: views.broken(r), 500)],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_error_says_what_to_do_without_the_reader(answer, status, language):
    with translation.override(language):
        response = answer(RequestFactory().get("/en/nowhere/"))
    assert response.status_code == status
    html = valid(response.content.decode())
    assert 'class="missing"' in html
    assert str(status) in html


def test_the_last_words_come_when_all_breaks(monkeypatch):
    monkeypatch.setattr(views, "_plain", lambda status: 1 / 0)
    assert b"Something broke" in views.broken(RequestFactory().get("/")).content
