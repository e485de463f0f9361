"""How a text reads, in each language, and which of its sentences are long."""

import pytest

from rootbridge.shared.translation.readability import FEWEST_WORDS, marked, measure, sentences_of

EASY = {
    "en": "You need two papers. Bring your passport. Bring the birth record too. Go to the desk on Monday. It is "
          "open from nine. You wait for ten days. Then we write to you.",
    "ro": "Aveți nevoie de două acte. Luați pașaportul. Luați și actul de naștere. Mergeți luni la ghișeu. Este "
          "deschis de la nouă. Așteptați zece zile. Apoi vă scriem.",
    "ru": "Нужны две бумаги. Возьмите паспорт. Возьмите и метрику. Идите в окно в день, когда вам удобно. Оно открыто "
          "с утра. Ждите десять дней. Потом мы вам напишем.",
    "fr": "Il vous faut deux papiers. Prenez le passeport. Prenez aussi l'acte. Allez au guichet le lundi. Il ouvre à "
          "neuf heures. Comptez dix jours. Puis on vous écrit.",
    "es": "Hacen falta dos papeles. Lleve el pasaporte. Lleve también el acta. Vaya el lunes. Abre a las nueve. Son "
          "diez días. Luego le escribimos a casa.",
    "ar": "تحتاج إلى ورقتين. خذ جواز السفر. خذ شهادة الميلاد. اذهب يوم الاثنين. المكتب يفتح في التاسعة. "
          "انتظر عشرة أيام. ثم نكتب إليك رسالة.",
}  # fmt: skip
HARD = {
    "ro": "Reglementarea procedurilor administrative referitoare la recunoașterea perioadelor de contribuție "
          "transfrontaliere presupune depunerea documentelor justificative corespunzătoare autorităților competente, "
          "responsabile de administrarea drepturilor beneficiarilor.",
    "en": "Implementation of administrative regulations concerning recognition of contribution periods presupposes "
          "submission of corresponding documentary evidence to competent authorities responsible for administering "
          "beneficiaries' entitlements internationally, notwithstanding provisions.",
    "ru": "Регулирование административных процедур признания трансграничных периодов страхования предполагает "
          "представление соответствующих подтверждающих документов компетентным органам, ответственным за "
          "администрирование прав получателей пенсионного обеспечения.",
    "ar": "إن تنظيم الإجراءات الإدارية المتعلقة بالاعتراف بفترات الاشتراك خارج البلاد يفترض تقديم المستندات الثبوتية "
          "المناسبة إلى الجهات المختصة المسؤولة عن إدارة حقوق المستفيدين من المعاشات التقاعدية وفقا للاتفاقيات "
          "الدولية النافذة بين الدول المعنية",
}  # fmt: skip


@pytest.mark.parametrize("language", EASY)
def test_short_words_in_short_sentences_are_easy(language):
    reading = measure(EASY[language], language)
    assert (reading.band, reading.long) == ("easy", ())
    assert str(reading.label) == "Easy to read"
    assert reading.sentences == 7


@pytest.mark.parametrize("language", HARD)
def test_the_language_of_offices_is_hard_and_its_sentence_is_long(language):
    reading = measure(HARD[language], language)
    assert reading.band == "hard"
    assert reading.score > measure(EASY[language], language).score


def test_the_long_sentence_is_marked_and_nothing_else():
    long = " ".join(["word"] * 26) + "."
    drawn = marked(f"A short one. {long} <b>Another</b> short one.\n\nA new line.", "en")
    assert drawn.count("<mark>") == 1
    assert f"<mark>{long}</mark>" in drawn
    assert "&lt;b&gt;" in drawn
    assert measure(" ".join(["word"] * 25) + ".", "en").long == ()
    assert measure(" ".join(["كلمة"] * 16) + "؟", "ar").long


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Art. 5 din Legea nr. 156 din 1998. Apoi veniți.", 2), ("Costă 1.5 lei. Atât.", 2),
        ("La ora 9. Apoi la 10.", 2),
        ("1. Mergeți.", 1),
        ("Veniți! De ce? Așa…", 3), ("Un rând\nAlt rând", 2), ("- 123 -", 0), ("", 0),
        ("ул. Пушкина, д. 5. Вход слева.", 2),
        ("«Da.» Spuse el.", 2), ("ما اسمك؟ اسمي علي.", 2),
    ],
)  # fmt: skip
def test_where_a_sentence_ends(text, count):
    assert len(sentences_of(text)) == count


def test_too_little_says_nothing():
    assert measure("Vino.", "ro").score is None
    assert measure(" ".join(["unu"] * FEWEST_WORDS), "ro").score is not None
    for odd in ("", "   ", "1234 5678", "?" * 1000, "\u202e", "😀" * 500):
        assert measure(odd, "en").words == 0


def test_it_is_linear_in_the_length_of_a_text():
    text = "Un cuvânt. " * 20_000
    assert measure(text, "ro").sentences == 20_000
    assert measure("a" * 200_000, "ro").words == 1


def test_it_is_measured_while_somebody_writes(cast):
    address = "/manage/texts/readability/"
    typed = {"language": "ro", "title": "Titlu", "steps-0-value-body": HARD["ro"] * 2, "slug": "x " * 50}
    answer = cast.enter(cast.dana).post(address, typed)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Hard to read" in page
    assert "x x" not in page
    assert cast.enter(cast.dana).post(address, typed | {"language": "xx"}).status_code == 404
    assert cast.enter(cast.amina).post(address, typed).status_code == 404
    assert cast.enter(cast.dana).get(address).status_code == 405
    attack = {"language": "en", "lead": "<script>alert(1)</script> " * 40}
    assert "<script" not in cast.enter(cast.dana).post(address, attack).content.decode()
