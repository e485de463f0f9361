"""The files a browser gets: styles and behaviours of every app joined, made small, hashed and compressed.

`build()` writes into `settings.ROOTBRIDGE_BUILD_DIR/static`: `site.<hash>.css`, `site.<hash>.js`,
`favicon.<hash>.svg`, `icon-192.<hash>.png` and `icon-512…`, `sheet.<hash>.css`, `htmx.<hash>.js`, each file of a
folder `static/<app>/alone/` as `<app>/<name>.<hash>.<suffix>`, and each folder in it, its scripts joined, as
`<app>/<folder>.<hash>.js`; beside each a `.br` and a `.gz`; and `assets.json`, from name to file.
"""

import gzip
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile

import brotli
from django.apps import apps
from django.conf import settings

from rootbridge.base.design import look

LAYERS = "@layer reset,tokens,elements,layout,components,subjects,utilities;"
MANIFEST = "assets.json"
# Sides of the icon of an installed platform, in dots.
ICON_SIDES = (192, 512)
_TOKEN = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/|\s+""", re.DOTALL)
_lock = threading.Lock()
_known: dict[str, str] = {}


def asset_url(name: str) -> str:
    """The address of a built file: "site.css" gives "/static/site.1a2b3c4d5e.css". KeyError when unknown."""
    if not _known:
        _known.update(build())
    return settings.STATIC_URL + _known[name]


def room_sheet(request) -> str:
    """The address of the style sheet that only the pages of this page's room have, its `alone/room.css`; "" without."""
    match = request.resolver_match if request else None
    name = f"{match.app_name.removeprefix('manage_')}/room.css" if match else ""
    return asset_url(name) if asset_url("site.css") and name in _known else ""


def forget() -> None:
    """Look again at what is built at the next question."""
    _known.clear()


def build() -> dict[str, str]:
    """Make what is missing or old; returns {name: file}. Quick when nothing changed."""
    with _lock:
        target = Path(settings.ROOTBRIDGE_BUILD_DIR) / "static"
        mark = _mark()
        before = _manifest(target)
        if before.get("mark") == mark and all((target / file).is_file() for file in before["files"].values()):
            return before["files"]
        files = {name: _write(target, name, content) for name, content in _contents()}
        _sweep(target, before.get("files", {}), files)
        _replace(target / MANIFEST, json.dumps({"mark": mark, "files": files}, indent=1).encode())
        return files


def small_css(text: str) -> str:
    """The same CSS without comments and needless space."""
    text = _TOKEN.sub(lambda found: found[1] or (" " if found[0][0] != "/" else ""), text)
    parts = re.split(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", text)
    for place in range(0, len(parts), 2):
        part = re.sub(r"\s*([{};,])\s*", r"\1", parts[place])
        parts[place] = re.sub(r":\s+", ":", part).replace(";}", "}")
    return "".join(parts).strip()


def small_js(text: str) -> str:
    """The same script without lines that are only a comment, and without indents."""
    lines = (line.strip() for line in re.sub(r"^\s*/\*.*?\*/", "", text, flags=re.DOTALL | re.MULTILINE).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def style_files() -> Iterator[Path]:
    """Every style sheet of the platform: the parts of this app first, then one of each app."""
    yield from sorted((Path(__file__).parent / "static/design/css").glob("*.css"))
    for label, folder in _folders():
        if (folder / f"{label}.css").is_file():
            yield folder / f"{label}.css"


def script_files() -> Iterator[Path]:
    """Every behaviour that each page gets: of this app, then of each app."""
    yield from sorted((Path(__file__).parent / "static/design/js").glob("*.js"))
    for _label, folder in _folders():
        yield from sorted(folder.glob("*.js"))


def _folders() -> Iterator[tuple[str, Path]]:
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        if app.name.startswith("rootbridge."):
            yield app.label, Path(app.path) / "static" / app.label


def _lone_files() -> Iterator[tuple[str, Path]]:
    for label, folder in _folders():
        for path in sorted(folder.glob("alone/*.*")):
            yield f"{label}/{path.name}", path


def _joined_files() -> Iterator[tuple[str, list[Path]]]:
    """Behaviours that one kind of page has together: one request for all of them."""
    for label, folder in _folders():
        for inner in sorted(path for path in folder.glob("alone/*") if path.is_dir()):
            yield f"{label}/{inner.name}.js", sorted(inner.glob("*.js"))


def _htmx() -> Path | None:
    spec = find_spec("django_htmx")
    folder = Path(spec.origin).parent / "static/django_htmx" if spec and spec.origin else Path()
    for name in ("htmx-2.min.js", "htmx.min.js"):
        if (folder / name).is_file():
            return folder / name
    return None


def _joined(paths: Iterator[Path] | list[Path]) -> str:
    return "".join("{" + small_js(path.read_text("utf-8")) + "}\n" for path in paths)


def _contents() -> Iterator[tuple[str, str | bytes]]:
    styles = "".join(small_css(path.read_text("utf-8")) for path in style_files())
    yield "site.css", LAYERS + look.current().stylesheet() + styles
    yield "site.js", _joined(script_files())
    yield "favicon.svg", look.current().favicon()
    for side in ICON_SIDES:
        yield f"icon-{side}.png", look.current().icon(side)
    samples = sorted(look.LOOKS.glob("*.toml"))
    yield "sheet.css", LAYERS + "".join(look.read(path).stylesheet(scope=f".look-{path.stem}") for path in samples)
    if _htmx():
        yield "htmx.js", _htmx().read_text("utf-8")
    for name, path in _lone_files():
        yield name, small_css(path.read_text("utf-8")) if path.suffix == ".css" else path.read_text("utf-8")
    for name, paths in _joined_files():
        yield name, _joined(paths)


def _mark() -> str:
    """A digest of everything that the built files come from."""
    digest = hashlib.sha256(repr(look.current()).encode())
    paths = [Path(__file__), *style_files(), *script_files(), *(path for _name, path in _lone_files())]
    paths += [path for _name, joined in _joined_files() for path in joined]
    paths += [*sorted(look.LOOKS.glob("*.toml")), *([_htmx()] if _htmx() else [])]
    for neighbour in ("look.py", "palette.py", "weave.py"):
        paths.append(Path(__file__).with_name(neighbour))
    for path in paths:
        digest.update(str(path.name).encode() + path.read_bytes())
    return digest.hexdigest()


def _manifest(target: Path) -> dict:
    try:
        told = json.loads((target / MANIFEST).read_text("utf-8"))
        return told if isinstance(told.get("files"), dict) else {}
    except (OSError, ValueError):
        return {}


def _write(target: Path, name: str, content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    path = Path(name)
    file = path.with_name(f"{path.stem}.{hashlib.sha256(data).hexdigest()[:10]}{path.suffix}").as_posix()
    place = target / file
    place.parent.mkdir(parents=True, exist_ok=True)
    for ending, content in (
        (".br", brotli.compress(data, quality=11)),
        (".gz", gzip.compress(data, 9, mtime=0)),
        ("", data),
    ):
        _replace(place.with_name(place.name + ending), content)
    return file


def _replace(place: Path, content: bytes) -> None:
    """Written whole or not at all: several processes may build at once."""
    with NamedTemporaryFile(dir=place.parent, delete=False) as temporary:
        temporary.write(content)
    Path(temporary.name).chmod(0o644)
    Path(temporary.name).replace(place)


def _sweep(target: Path, before: dict[str, str], now: dict[str, str]) -> None:
    """Take away what the last build made and this one did not."""
    for file in set(before.values()) - set(now.values()):
        for ending in ("", ".br", ".gz"):
            (target / (file + ending)).unlink(missing_ok=True)
