from django.utils import timezone
import pytest
from tests.opportunities.factories import make_need, send, move

pytestmark = pytest.mark.django_db

def test_list(cast):
    need = make_need(cast)
    r = cast.enter(cast.nobody).get("/en/opportunities/")
    assert r.status_code == 200, r.content[:2000]
    assert "home dialysis" in r.text
    r = cast.enter(cast.nobody).get(need.get_absolute_url())
    assert r.status_code == 200
    r = cast.enter(cast.amina).get(need.get_absolute_url())
    assert r.status_code == 200
    r = cast.enter(cast.amina).get(need.get_absolute_url()+"answer/")
    assert r.status_code == 200
