"""Names: every honest one passes as it is, look-alikes are refused kindly, what cannot be seen goes."""

import unicodedata

import pytest
from django.forms import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from rootbridge.base.core.lookalikes import Lookalike, one_alphabet
from rootbridge.base.core.text import UNSEEN
from rootbridge.people.members.forms.fields import NameField

HONEST = [
    "Ana Rusu", "Ștefan cel Mare", "Мария Ивановна", "O’Brien-Şahin", "محمد الأمين", "Nguyễn Thị Minh", "李小龍",
    "やまだ タロウ", "김철수", "נועה", "Ἀθηνᾶ", "Анна Smith", "D'Angelo", "Jean-Luc", "سارة‌بانو", "Şöyleğ", "ʻOkina",
    "Łukasz", "নজরুল", "María José", "Ø", "Ng",
]  # fmt: skip
ODD = ["Аna", "Anа", "Mаria", "Dіana", "Pеter", "Οlga", "Ivаnov", "Еlena Rusu", "Ana Ruѕu", "Ḿ̀́̂̃̄ria"]


@pytest.mark.parametrize("name", HONEST)
def test_honest_names_pass(name):
    assert unicodedata.normalize("NFC", name) == one_alphabet(name)


@pytest.mark.parametrize("name", ODD)
def test_lookalikes_are_refused(name):
    with pytest.raises(Lookalike):
        one_alphabet(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("𝐀𝐧𝐚", "Ana"), ("Ａｎａ", "Ana"), ("A\u200cna", "Ana"), ("A\u202ena\u202c", "Ana"), ("A\x00na", "Ana"),
     ("Ana\u00a0\u2003 Rusu", "Ana Rusu"), ("\ud800Ana", "Ana"), ("ﬁona", "fiona"), ("Ana\nRusu", "Ana Rusu")],
)  # fmt: skip
def test_shapes_and_unseen_things_become_plain(typed, kept):
    assert one_alphabet(typed) == kept


@given(st.text(max_size=60))
def test_whatever_is_typed_is_plain_or_refused(typed):
    try:
        kept = NameField(max_length=200, required=False).clean(typed)
    except ValidationError as refused:
        assert refused.messages
        return
    assert not UNSEEN.search(kept)
    assert kept == " ".join(kept.split())
    assert one_alphabet(kept) == kept


@given(st.text(alphabet=st.sampled_from("AnaРусуеіоѕ ’-"), min_size=1, max_size=12))
def test_no_word_mixes_latin_and_cyrillic(typed):
    try:
        kept = one_alphabet(typed)
    except Lookalike:
        return
    for word in kept.split():
        names = {unicodedata.name(letter).split()[0] for letter in word if letter.isalpha()}
        assert len(names) <= 1
