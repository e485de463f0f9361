"""Safe reports: sealed to trustees, told to nobody else, taken only while there are trustees to read them."""

import base64
import io
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from PIL import Image

from rootbridge.base.audit.models import Record
from rootbridge.base.core.retention import clear_outdated
from rootbridge.base.mail.models import Letter
from rootbridge.shared.inbox.models import Notice
from rootbridge.shared.safety import codes, sealing
from rootbridge.shared.safety.models import Envelope, Message, SafeReport
from tests.cast import give_role
from tests.safety.people import FOLLOW, FRONT, REPORT, SECRET, make_trustee, send, stranger


@pytest.fixture
def two(cast):
    return make_trustee("Lidia Lawyer", outside=True), make_trustee("Oana Ombudsperson")


def everything_stored() -> str:
    """Every row of every table, as text, bytes as they are and as PostgreSQL writes them."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row[0] for row in cursor.fetchall()]
    for model in (SafeReport, Message, Envelope):
        for row in model.objects.values_list():
            found += [bytes(value).decode("latin1") for value in row if isinstance(value, (bytes, memoryview))]
    return "\n".join(found)


def test_both_trustees_read_it_and_the_database_knows_no_word(two):
    code = send(files=SimpleUploadedFile("Zanzibar.txt", b"a page from Zanzibar"))
    report = SafeReport.objects.get()
    for holder in two:
        [said] = holder.reads(report)
        assert said["words"] == SECRET
        assert said["files"][0]["type"] == "text/plain; charset=utf-8"
    stored = everything_stored()
    for word in ("Zanzibar", "passport", "official", code, codes.plain(code), SECRET.encode().hex()):
        assert word not in stored
    assert len(codes.plain(code)) == 20


def test_letters_and_notices_hold_no_content(two):
    send()
    letters = Letter.objects.filter(kind="safety.arrived")
    assert {letter.member_id for letter in letters} == {holder.member.pk for holder in two}
    for letter in letters:
        assert "Zanzibar" not in letter.text + letter.subject + letter.html
    assert all(notice.words == {} for notice in Notice.objects.filter(kind="safety.arrived"))
    assert not Record.objects.filter(verb__startswith="safety.", target_kind="safety.safereport").exists()


def test_a_named_trustee_never_learns_of_it(two):
    lidia, oana = two
    send(named=[str(oana.trustee.pk)])
    report = SafeReport.objects.get()
    assert lidia.reads(report) and not oana.reads(report)
    assert not Letter.objects.filter(kind="safety.arrived", member=oana.member).exists()
    assert not Notice.objects.filter(kind="safety.arrived", member=oana.member).exists()
    assert report.token not in str(report.readers().keys()) and set(report.readers()) == {"", str(lidia.trustee.pk)}


def test_a_trustee_named_later_loses_it(two):
    lidia, oana = two
    code = send()
    more = {"code": code, "step": "add", "words": "It was Oana", "named": [str(oana.trustee.pk)]}
    assert stranger().post(FOLLOW, more).status_code == 200
    report = SafeReport.objects.get()
    assert len(lidia.reads(report)) == 2 and not oana.reads(report)
    assert not SafeReport.objects.visible_to(oana.member).exists()


def test_where_all_are_named_nothing_is_stored(two):
    answer = stranger().post(REPORT, {"words": SECRET, "named": [str(holder.trustee.pk) for holder in two]})
    assert answer.status_code == 422
    assert "1522" in answer.content.decode() or "112" in answer.content.decode()
    assert not SafeReport.objects.exists() and not Message.objects.exists()


@pytest.mark.parametrize("there", [[], [True], [False, False], [True, None]])
def test_without_enough_trustees_it_says_so_and_takes_nothing(cast, there):
    for number, outside in enumerate(there):
        make_trustee(f"Person {'ABC'[number]}", outside=bool(outside), has_key=outside is not None)
    answer = stranger().post(REPORT, {"words": SECRET})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Safe reports are not taken now" in page and "112" in page and "Zanzibar" not in page
    assert "Safe reports are not taken now" in stranger().get(FRONT).content.decode()
    assert not SafeReport.objects.exists() and "Zanzibar" not in everything_stored()


def test_an_administrator_is_no_trustee(cast, two):
    give_role(two[0].member, "administrator", is_everywhere=True)
    assert stranger().post(REPORT, {"words": SECRET}).status_code == 409


def test_the_country_of_residence_names_the_helplines(cast):
    client = stranger()
    client.cookies["rb_here"] = "IT.abroad.MD-OR"
    page = client.get(FRONT).content.decode()
    assert "1522" in page and "0 800 77777" in page and "0808 2000 247" not in page
    client.cookies["rb_here"] = "GB.abroad."
    assert "0808 2000 247" in client.get(FRONT).content.decode()


def test_a_reply_opens_with_the_code_and_is_not_stored_in_words(two):
    lidia, _oana = two
    code = send()
    report = SafeReport.objects.get()
    key, cipher = sealing.lock({"words": "Go to the shelter", "files": []})
    keys = {None: report.reply_key} | {holder.trustee.pk: holder.trustee.public_key for holder in two}
    sealed = {reader: sealing.seal(bytes(public), key) for reader, public in keys.items()}
    assert report.reply(by=lidia.trustee, cipher=cipher, sealed=sealed)
    assert "shelter" not in everything_stored()
    page = stranger().post(FOLLOW, {"code": code.lower()})
    assert "Go to the shelter" in page.content.decode() and "no-store" in page["Cache-Control"]
    assert "Zanzibar" not in page.content.decode()
    assert two[1].reads(report)[1]["words"] == "Go to the shelter"


def test_a_reply_must_be_sealed_to_exactly_its_readers(two):
    send()
    report = SafeReport.objects.get()
    assert not report.reply(by=two[0].trustee, cipher=b"x", sealed={None: b"x"})
    assert not report.reply(by=two[0].trustee, cipher=b"x", sealed={None: b"x", 10**6: b"x"})
    assert report.messages.count() == 1


def test_whoever_reported_takes_it_back(two):
    code = send()
    assert "It is deleted" in stranger().post(FOLLOW, {"code": code, "step": "withdraw"}).content.decode()
    assert not SafeReport.objects.exists() and not Message.objects.exists() and not Envelope.objects.exists()


@pytest.mark.parametrize("code", ["", "ABCD", "0000-0000-0000-0000-0000", "x" * 61])
def test_a_wrong_code_opens_nothing(two, code):
    send()
    answer = stranger("198.51.100.4").post(FOLLOW, {"code": code})
    assert answer.status_code == 422
    assert "Zanzibar" not in answer.content.decode()


def test_codes_are_not_guessed_without_end(two):
    client = stranger("198.51.100.5")
    for _try in range(31):
        answer = client.post(FOLLOW, {"code": codes.new_code()})
    assert "Much came from your network" in answer.content.decode()


def test_a_network_sends_five_an_hour(two):
    codes_ = [stranger().post(REPORT, {"words": f"{SECRET} {number}"}).status_code for number in range(6)]
    assert codes_ == [200] * 5 + [422]


@pytest.mark.parametrize(
    "said", [{"words": ""}, {"words": "  \u200b"}, {"words": "x" * 20_001}, {"words": "x", "named": "999"}]
)
def test_what_cannot_be_taken_comes_back(two, said):
    assert stranger().post(REPORT, said).status_code == 422
    assert not SafeReport.objects.exists()


def photo(kind="JPEG", size=(40, 30)) -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (47.0, 23.0, 0.0)}
    exif[0x010F] = "SpyCam"
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_loses_its_place_and_camera(two, kind):
    data = photo(kind)
    assert b"SpyCam" in data
    send(files=SimpleUploadedFile("Ana at home.jpg", data))
    file = two[0].reads(SafeReport.objects.get())[0]["files"][0]
    clean = base64.b64decode(file["data"])
    assert b"SpyCam" not in clean and not Image.open(io.BytesIO(clean)).getexif()


@pytest.mark.parametrize(("name", "data"), [
    ("page.html", b"\x00<script>"), ("run.exe", b"MZ\x90\x00"), ("photo.jpg", b"\xff\xd8\xff\xe0broken"),
    ("svg.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50),
])  # fmt: skip
def test_a_file_that_lies_about_its_kind_comes_back(two, name, data):
    answer = stranger().post(REPORT, {"words": SECRET, "files": SimpleUploadedFile(name, data)})
    assert (answer.status_code, SafeReport.objects.exists()) == (422, False)


def test_files_that_are_too_large_or_too_many_come_back_with_the_words(two):
    large = SimpleUploadedFile("a.txt", b"a" * 4_100_000)
    assert stranger().post(REPORT, {"words": SECRET, "files": large}).status_code == 422
    heap = [SimpleUploadedFile(f"{number}.txt", b"a" * 3_000_000) for number in range(3)]
    answer = stranger().post(REPORT, {"words": SECRET, "files": heap})
    assert answer.status_code == 422 and SECRET in answer.content.decode()
    many = [SimpleUploadedFile(f"{number}.txt", b"a") for number in range(4)]
    assert stranger().post(REPORT, {"words": SECRET, "files": many}).status_code == 422
    assert not SafeReport.objects.exists()


def test_nothing_touches_a_disk_before_it_is_locked(two, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "not there")
    send(files=SimpleUploadedFile("a.txt", b"a" * 3_500_000))
    assert SafeReport.objects.exists()


def test_two_years_after_the_last_word_it_goes(two):
    send()
    clear_outdated(timezone.now() + timedelta(days=740))
    assert not any(model.objects.exists() for model in (SafeReport, Message, Envelope))


def test_no_search_source_and_no_exporter_knows_reports(two):
    assert not [model for model in apps.get_app_config("safety").get_models() if hasattr(model, "search_fields")]


def test_the_pages_carry_the_way_out(two):
    for path in (FRONT, REPORT, FOLLOW):
        page = stranger().get(path)
        assert "data-leave" in page.content.decode() and not page.cookies


@pytest.mark.django_db
def test_a_reply_sent_broken_does_not_hide_the_others(two):
    code = send()
    report = SafeReport.objects.get()
    everybody = [None, *(holder.trustee.pk for holder in two)]
    assert report.reply(by=two[0].trustee, cipher=b"junk", sealed=dict.fromkeys(everybody, b"junk"))
    key, cipher = sealing.lock({"words": "We read it."})
    sealed = sealing.seal(report.reply_key, key)
    assert report.reply(by=two[1].trustee, cipher=cipher, sealed=dict.fromkeys(everybody, sealed))
    page = stranger().post(FOLLOW, {"code": code})
    assert page.status_code == 200 and "We read it." in page.text
