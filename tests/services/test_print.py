"""A guide comes out of a printer on one sheet, the longest of the sample guides in each language too."""

import re

import pytest

from rootbridge.subjects.services.models import Guide
from tests.packed import acasa  # noqa: F401


def length(guide) -> int:
    steps = sum(len(step.value["title"]) + len(step.value["body"]) for step in guide.steps)
    return steps + sum(map(len, [guide.lead, guide.notice, guide.who, guide.cost, guide.time_needed, *guide.papers]))


@pytest.mark.parametrize("language", ["ro", "ru", "en"])
def test_the_longest_guide_prints_on_one_sheet(acasa, page, language):  # noqa: F811
    guides = Guide.objects.filter(locale__language_code=language)
    for guide in sorted(guides, key=length)[-2:]:
        page.goto(f"/{language}/services/{guide.slug}/")
        pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
        assert pages == 1, guide.slug
