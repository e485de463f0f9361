"""The library: what comes with every platform, what stands beside a task, what is counted."""

import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from rootbridge.base.core.beside import tasks
from rootbridge.base.core.findable import search_sources
from rootbridge.subjects.resources import toolkits
from rootbridge.subjects.resources.loading import SHIPPED, load_resources
from rootbridge.subjects.resources.models import Collection, Count, Resource, Version
from tests.cast import give_role, make_member

REPORT = {
    "Contributions and Counting: Guidance on Measuring the Economic Impact of your Diaspora beyond Remittances":
        "https://publications.iom.int/books/contributions-and-counting-guidance-measuring-economic-impact-your-diaspora-beyond-remittances",
    "Maximizing Diaspora Engagement: Building Trust, Mobilizing Resources and Ensuring Sustainability. Insights and "
    "Reflections Paper":
        "https://publications.iom.int/books/virtual-exchanges-maximizing-diaspora-engagement-building-trust-mobilizing-resources-and",
    "Project Development Manual for Migrants' Associations: Global Development Agents":
        "https://publications.iom.int/books/project-development-manual-migrants-associations-global-development-agents",
    "The Future of Diasporas": "",
    "My JMDI Toolbox on Migration and Local Development":
        "https://migration4development.org/en/resources/my-jmdi-toolbox-migration-and-local-development",
    "Empowering Migrants’ & Diaspora Associations (Module 3, Topic 3)":
        "http://migration4development.org/sites/default/files/module_3_eng.pdf",
    "Developing a Road Map for Engaging Diasporas in Development: A Handbook for Policymakers and Practitioners in "
    "Home and Host Countries":
        "https://publications.iom.int/books/developing-road-map-engaging-diasporas-development-handbook-policymakers-and-practitioners",
    "Empowering Global Diasporas in the Digital Era":
        "https://www.idiaspora.org/en/learn/resources/project-materials/empowering-global-diasporas-digital-era",
    "iDiaspora jobs’ section": "https://www.idiaspora.org/en/contribute/opportunities",
    "iDiaspora Registration User Guide":
        "https://www.idiaspora.org/en/learn/resources/manuals-and-training-materials/idiaspora-registration-user-guide",
    "iDiaspora Advisory Board": "https://www.idiaspora.org/en/about-idiaspora/advisory-board",
    "iDiaspora blog section": "https://www.idiaspora.org/en/contribute/blog-entry",
    "Emoldovata platform": "https://www.emoldovata.gov.md/en",
    "Help Office for Migrants platform": "https://hom.ardsedhiou.org/",
}  # fmt: skip


@pytest.fixture
def library(cast):
    load_resources()
    return cast


def test_every_tool_of_the_report_is_there_with_its_address(library):
    known = {version.title: version.address for version in Version.objects.filter(language="en")}
    assert {title: known.get(title) for title in REPORT} == REPORT
    assert Version.objects.filter(title__startswith="Engaging diasporas in local development").get().address
    assert Version.objects.filter(title__startswith="Partnering with Diaspora Associations").exists()


def test_bringing_it_twice_changes_nothing_and_leaves_what_somebody_changed(library):
    Resource.objects.get(slug="idiaspora").take_off(by=library.esi)
    Resource.objects.get(slug="m4d-net").change(by=library.esi, publisher="Somebody else")
    assert load_resources() == []
    assert Resource.objects.get(slug="idiaspora").off_at
    assert Resource.objects.get(slug="m4d-net").publisher == "Somebody else"


def test_every_record_helps_with_a_task_that_is_known(library):
    for resource in Resource.objects.all():
        assert resource.tasks and set(resource.tasks) <= set(tasks.all()), resource.slug


def test_the_shipped_file_speaks_the_languages_it_says():
    for row in json.loads(SHIPPED.read_text("utf8"))["resources"]:
        assert {"en", "ro", "ru", "fr"} <= set(row["summaries"]), row["slug"]


def page(cast, address, person=None):
    return cast.enter(person or cast.nobody).get(address)


def test_the_library_is_narrowed_with_counts(library):
    def titles(query):
        text = page(library, f"/en/resources/{query}").text
        return re.findall(r'<h2 class="smaller"[^>]*><a[^>]*><span[^>]*>([^<]+)', text)

    everything = titles("")
    assert len(everything) == Resource.objects.count() and everything == sorted(everything, key=str.casefold)
    assert set(titles("?kind=template")) == {
        "Statutes of an association", "Accounts of an association", "Project sheet",
        "Data protection notice and register",
    }  # fmt: skip
    assert "Document to fill in (4)" in page(library, "/en/resources/").text
    assert "Engaging diasporas in local development" in " ".join(titles("?q=moldova"))
    assert "Română (5)" in page(library, "/ro/resources/").text or "(5)" in page(library, "/ro/resources/").text
    assert titles("?language=ro&kind=handbook")
    assert "Nothing here fits" in page(library, "/en/resources/?q=xylophone").text
    for nonsense in ("?kind=x&task=y&language=%01", "?q=" + "x" * 900):
        assert page(library, f"/en/resources/{nonsense}").status_code == 200


def test_a_title_in_another_language_says_so(library):
    text = page(library, "/ar/resources/idiaspora-blog/").text
    assert 'lang="en" dir="ltr"' in text
    assert "Implicarea diasporei" in page(library, "/ro/resources/engaging-diasporas-local-development/").text


@pytest.mark.parametrize(("address", "who", "title"), [
    ("/en/stories/write/", "amina", "iDiaspora blog section"),
    ("/manage/feedback/", "esi", "M4Dnet’s feedback survey"),
    ("/en/programmes/", "nobody", "Project sheet"),
    ("/manage/needs/", "esi", "Skills Mapping Through Big Data"),
])  # fmt: skip
def test_a_record_stands_beside_the_task_it_helps_with(library, address, who, title):
    assert title in page(library, address, getattr(library, who)).text


def test_nothing_stands_beside_where_the_library_is_empty(cast):
    assert "From the library" not in page(cast, "/en/programmes/").text


def test_opening_counts_and_follows_nobody(library):
    nobody = Client()
    answer = nobody.get("/en/resources/idiaspora/en/")
    assert answer["Location"] == "https://idiaspora.org/" and not answer.cookies
    nobody.get("/en/resources/idiaspora/en/")
    count = Count.objects.get()
    assert (count.number, count.day) == (2, timezone.localdate())
    assert {field.name for field in Count._meta.fields} == {"id", "version", "day", "number"}
    assert nobody.get("/en/resources/future-of-diasporas/en/").status_code == 404
    assert nobody.get("/en/resources/idiaspora/xx/").status_code == 404


@pytest.mark.parametrize("language", ["en", "ro", "ru", "fr"])
@pytest.mark.parametrize("key", toolkits.PAPERS)
def test_a_paper_opens_in_a_word_processor(key, language):
    document = toolkits.make(key, language)
    paper = Document(io.BytesIO(document.body))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert paper.paragraphs[0].style.name == "Title" and sum(len(text) for text in texts) > 1000
    assert paper.tables and any(one.style.name == "Heading 1" for one in paper.paragraphs)
    marked = [run for one in paper.paragraphs for run in one.runs if run.font.highlight_color]
    assert marked and all(run.text.startswith("[") for run in marked)


def test_a_paper_says_the_same_in_each_language():
    for key in toolkits.PAPERS:
        shapes = set()
        for language in ("en", "ro", "ru", "fr"):
            paper = Document(io.BytesIO(toolkits.make(key, language).body))
            shapes.add((
                sum(one.style.name == "Heading 1" for one in paper.paragraphs),
                tuple((len(table.rows), len(table.columns)) for table in paper.tables),
            ))  # fmt: skip
        assert len(shapes) == 1, key


@pytest.mark.parametrize("language", ["en", "ro", "ru", "fr"])
def test_the_books_add_themselves_up(language):
    workbook = load_workbook(io.BytesIO(toolkits.make("accounts", language).body))
    assert len(workbook.worksheets) == 5
    book, budget = workbook.worksheets[1], workbook.worksheets[2]
    assert book["H2"].value.startswith("=IF(") and budget["C3"].value.startswith("=SUMIF(")
    first = budget["C3"].value
    assert f"'{book.title}'" in first
    assert workbook.worksheets[4]["E2"].value.endswith("$14)")


def test_a_document_is_made_when_asked_for(library):
    answer = page(library, "/ro/resources/association-statutes/ro/")
    assert answer["Content-Type"] == toolkits.WORD and "statutes-ro.docx" in answer["Content-Disposition"]
    assert toolkits.make("../../settings", "en") is None and toolkits.make("statutes", "../en") is None


def test_a_version_is_one_thing_at_a_time(library):
    resource = Resource.objects.get(slug="idiaspora")
    with pytest.raises(IntegrityError), transaction.atomic():
        resource.versions.create(language="fr", title="x", address="https://a.example", made="statutes")
    with pytest.raises(IntegrityError), transaction.atomic():
        resource.versions.create(language="fr", title="x", address="javascript:alert(1)")


def test_a_collection_stands_in_its_order_and_prints(library):
    text = page(library, "/en/resources/collections/founding-an-association/").text
    assert text.index("Statutes of an association") < text.index("Accounts of an association")
    assert "Begin here: read it aloud together." in text and "data-print" in text
    Resource.objects.get(slug="association-statutes").take_off(by=library.esi)
    assert "Statutes of an association" not in page(library, "/en/resources/collections/founding-an-association/").text


def test_the_search_box_finds_it_in_each_language(library):
    resource = Resource.objects.get(slug="engaging-diasporas-local-development")
    found = {one.language: one for one in search_sources.get("resources.resource").documents([resource.pk])}
    assert set(found) == {"en", "ro"} and found["ro"].url == "/ro/resources/engaging-diasporas-local-development/"


def record_of(**more):
    return {"kind": "handbook", "publisher": "Orhei district", "year": "2024", "topic": "", "licence": "cc-by",
            "tasks": ["localities"], "place": "", "summaries_en": "How we do it here.", **more}  # fmt: skip


def test_an_administrator_adds_a_record_with_an_address_and_a_file(cast):
    esi = cast.enter(cast.esi)
    answer = esi.post("/manage/resources/new/", record_of())
    resource = Resource.objects.get()
    assert answer["Location"] == reverse("manage_resources:version", args=[resource.pk])
    assert page(cast, resource.get_absolute_url()).status_code == 404
    esi.post(answer["Location"], {"language": "en", "title": "Our way", "address": "https://orhei.example/way"})
    assert "Our way" in page(cast, resource.get_absolute_url()).text
    file = SimpleUploadedFile("way.txt", b"Cum facem noi, pas cu pas.", "text/plain")
    esi.post(answer["Location"], {"language": "ro", "title": "Calea noastră", "file": file})
    led = page(cast, f"/ro/resources/{resource.slug}/ro/")["Location"]
    assert b"pas cu pas" in b"".join(page(cast, led).streaming_content)
    esi.post(reverse("manage_resources:step", args=[resource.pk]), {"remove": "ro"})
    assert [one.language for one in resource.versions.all()] == ["en"]
    esi.post(reverse("manage_resources:step", args=[resource.pk]), {"step": "off"})
    assert page(cast, resource.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("wrong", "said"), [
    ({"address": "javascript:alert(1)"}, "whole address"), ({"address": "nonsense"}, "whole address"), ({}, "official"),
    ({"title": ""}, "Write something here."), ({"language": "zz9"}, "Choose one of these."),
    ({"file": SimpleUploadedFile("x.svg", b"<svg/>")}, "of a kind that we do not take"),
    ({"address": "https://a.example", "file": SimpleUploadedFile("a.txt", b"words here")}, "not both"),
])  # fmt: skip
def test_a_version_with_bad_input_gets_a_clear_answer(cast, wrong, said):
    cast.enter(cast.esi).post("/manage/resources/new/", record_of())
    address = reverse("manage_resources:version", args=[Resource.objects.get().pk])
    answer = cast.enter(cast.esi).post(address, {"language": "en", "title": "Our way", **wrong})
    assert answer.status_code == 422 and said in answer.text


def test_who_works_for_a_place_keeps_its_records_alone(cast):
    dana = cast.enter(cast.dana)
    assert dana.post("/manage/resources/new/", record_of()).status_code == 422
    assert dana.post("/manage/resources/new/", record_of(place="Soroca")).status_code == 422
    dana.post("/manage/resources/new/", record_of(place="Orhei"))
    mine = Resource.objects.get()
    cast.enter(cast.esi).post("/manage/resources/new/", record_of())
    everywhere = Resource.objects.exclude(pk=mine.pk).get()
    assert dana.get(reverse("manage_resources:resource", args=[mine.pk])).status_code == 200
    assert dana.get(reverse("manage_resources:resource", args=[everywhere.pk])).status_code == 404
    other = make_member("Radu of Soroca")
    give_role(other, "local_representative", place=cast.places["MD-SO"])
    assert cast.enter(other).get(reverse("manage_resources:resource", args=[mine.pk])).status_code == 404


def test_a_collection_is_made_and_ordered(library):
    esi = library.enter(library.esi)
    typed = {"titles_en": "First steps", "entries": "idiaspora\n/en/resources/m4d-net/", "place": ""}
    esi.post("/manage/resources/collections/new/", typed)
    made = Collection.objects.get(is_shipped=False)
    assert [entry.resource.slug for entry in made.standing()] == ["idiaspora", "m4d-net"]
    address = reverse("manage_resources:collection", args=[made.pk])
    esi.post(address, {**typed, "entries": "m4d-net\nidiaspora"})
    assert [entry.resource.slug for entry in Collection.objects.get(pk=made.pk).standing()] == ["m4d-net", "idiaspora"]
    wrong = esi.post(address, {**typed, "entries": "nothing-like-it"})
    assert wrong.status_code == 422 and "nothing-like-it" in wrong.text
    esi.post(address, {"off": "1"})
    assert page(library, made.get_absolute_url()).status_code == 404


def test_what_is_due_for_a_check_waits_for_who_keeps_it(library):
    Resource.objects.filter(slug="idiaspora").update(review_on="2020-01-01", checked_on="2019-01-01")
    text = page(library, "/manage/", library.esi).text
    assert "iDIASPORA" in text
    resource = Resource.objects.get(slug="idiaspora")
    library.enter(library.esi).post(reverse("manage_resources:step", args=[resource.pk]), {"step": "check"})
    assert Resource.objects.get(pk=resource.pk).checked_on == timezone.localdate()
