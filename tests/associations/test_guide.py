"""The guide: two pages of paper in every language, and a page that everybody reads."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from rootbridge.base.printing.press import press
from rootbridge.subjects.associations.guide import panels, sheet_of


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_it_is_two_pages(language):
    with translation.override(language):
        sheet = sheet_of(language, "https://acasa.example.org/en/associations/register/")
    assert len(press().print("guide", sheet, form="png", dots=20)) == 2


def test_page_and_paper_say_the_same(client):
    page = client.get(reverse("associations:guide")).content.decode()
    assert all(one.title in page for one in panels()) and page.count('class="drawn"') == len(panels())
    assert client.get(reverse("associations:guide_pdf")).headers["Content-Type"] == "application/pdf"
