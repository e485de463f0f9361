import gzip
import time

import brotli
import pytest

from rootbridge.base.design import assets


@pytest.fixture
def built(settings, tmp_path):
    settings.ROOTBRIDGE_BUILD_DIR = tmp_path
    assets.forget()
    yield tmp_path / "static"
    assets.forget()


def test_it_builds_hashed_files_with_their_compressed_ones(built):
    files = assets.build()
    assert {"site.css", "site.js", "favicon.svg", "sheet.css", "htmx.js"} <= files.keys()
    for file in files.values():
        data = (built / file).read_bytes()
        assert brotli.decompress((built / f"{file}.br").read_bytes()) == data
        assert gzip.decompress((built / f"{file}.gz").read_bytes()) == data


def test_the_style_sheet_fits_a_poor_network(built):
    css = assets.build()["site.css"]
    assert (built / f"{css}.br").stat().st_size <= 12 * 1024


def test_the_behaviours_stay_under_their_size(built):
    own = "".join(assets.small_js(path.read_text("utf8")) for path in assets.script_files() if "design" in path.parts)
    assert len(gzip.compress(own.encode(), 9)) <= 3 * 1024


def test_it_does_nothing_when_nothing_changed(built):
    files = assets.build()
    before = (built / files["site.css"]).stat().st_mtime_ns
    begun = time.process_time()
    assert assets.build() == files
    assert time.process_time() - begun < 0.5
    assert (built / files["site.css"]).stat().st_mtime_ns == before


def test_a_missing_file_is_made_again(built):
    files = assets.build()
    (built / files["site.js"]).unlink()
    assert assets.build() == files
    assert (built / files["site.js"]).is_file()


def test_what_is_old_is_swept_away(built, settings):
    old = assets.build()["site.css"]
    settings.ROOTBRIDGE_PLATFORM = {"name": "Other"}
    settings.ROOTBRIDGE_PACK = "jamaica"
    new = assets.build()["site.css"]
    assert new != old
    assert not (built / old).exists()


def test_a_broken_manifest_is_no_obstacle(built):
    assets.build()
    (built / "assets.json").write_text("{")
    assert assets.build()


def test_an_asset_has_an_address_that_changes_with_it(built):
    assert assets.asset_url("site.css").startswith("/static/site.")
    with pytest.raises(KeyError):
        assets.asset_url("nothing.css")


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("a {\n  color: red;\n}\n", "a{color:red}"),
        ("/* no */ b::after { content: \"a /* b */ : c\"; }", "b::after{content:\"a /* b */ : c\"}"),
        ("a :focus, b > c { inset: 0 calc(1px + 2px); }", "a :focus,b > c{inset:0 calc(1px + 2px)}"),
        ("@media (min-width: 48em) { a { x: 1 } }", "@media (min-width:48em){a{x:1}}"),
    ],
)  # fmt: skip
def test_small_css_means_the_same(written, small):
    assert assets.small_css(written) == small


def test_small_js_keeps_addresses():
    assert assets.small_js('// why\n  const a = "https://x";\n\n') == 'const a = "https://x";\n'


def test_the_sheet_of_a_room_goes_to_its_own_pages_only(client, db):
    link = f'<link rel="stylesheet" href="{assets.asset_url("programmes/room.css")}">'
    assert link in client.get("/en/programmes/").content.decode()
    assert link not in client.get("/en/").content.decode()
