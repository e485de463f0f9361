"""The Jinja2 environment of every page, and the drawing of one block of a page alone."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.template import engines
from django.templatetags.static import static
from django.urls import get_urlconf, reverse
from django.utils import translation
from jinja2 import Environment, Template
from markupsafe import Markup, escape

from rootbridge.base.core import menus
from rootbridge.base.core.fragments import Memory
from rootbridge.base.design import assets, charts, controls, formats, look, tiles
from rootbridge.base.design.code import qr_code
from rootbridge.base.design.icons import icon

MACROS = "design/ui/"
REMEMBERED = 16_384
# Stands around the name of a gap in a remembered piece; no text and no address holds it.
GAP = "\x00"
_pieces = Memory(2_000)
FILTERS = (
    formats.date,
    formats.time,
    formats.moment,
    formats.number,
    formats.percent,
    formats.file_size,
    formats.days,
    formats.language_name,
    formats.country_name,
    formats.listed,
    formats.bdi,
    formats.in_tongue,
    formats.ltr,
    formats.paragraphs,
    formats.initials,
    formats.host,
)


class Macros:
    """Every macro of `jinja2/design/ui/*.html` as an attribute: `ui.button(...)` in any template or block."""

    def __init__(self, environment: Environment):
        self._environment = environment
        self._found: dict[str, object] = {}

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(name)
        if not self._found or self._environment.auto_reload:
            self._found = self._read()
        try:
            return self._found[name]
        except KeyError:
            raise AttributeError(f"ui has no macro named {name}") from None

    def names(self) -> list[str]:
        return sorted(self._found or self._read())

    def _read(self) -> dict[str, object]:
        found = {}
        for path in self._environment.list_templates(filter_func=lambda path: path.startswith(MACROS)):
            module = self._environment.get_template(path).module
            found.update((name, macro) for name, macro in vars(module).items() if not name.startswith("_"))
        return found


def environment(**options) -> Environment:
    """The environment named in `settings.TEMPLATES`: translation, escaping, our globals and filters."""
    options.setdefault("extensions", ["jinja2.ext.i18n", "jinja2.ext.do"])
    options.setdefault("cache_size", 1000)
    options.pop("autoescape", None)
    env = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, **options)
    env.install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(_=said, gettext=said)
    env.filters.update((filter_.__name__, filter_) for filter_ in FILTERS)
    env.globals.update(ui=Macros(env), **_names())
    return env


def _names() -> dict:
    """What every template knows by name."""
    return dict(  # noqa: C408
        url=url,
        draw_icon=icon,
        static=static,
        asset=assets.asset_url,
        room_sheet=assets.room_sheet,
        icon=icon,
        qr_code=qr_code,
        menus=menus,
        platform=Platform(),
        small_cell=settings.ROOTBRIDGE_SMALL_CELL,
        control=controls.control,
        errors_of=controls.errors_of,
        line_paths=charts.lines,
        tile_places=tiles.tiles,
        shares=charts.shares,
        interface_languages=interface_languages,
        alternates=alternates,
        path_here=path_here,
        in_each_language=in_each_language,
        menu_shown=menu_shown,
        kept=kept,
        kept_around=kept_around,
        absolute=absolute,
        reader=Reader(),
    )


class Platform:
    """Name, owner and emblem of the platform, for templates; the look is read when first asked for."""

    def __getattr__(self, name: str):
        return getattr(look.current(), name)


class Reader:
    """The language of the reader: its code, its direction, its native name."""

    @property
    def code(self) -> str:
        return translation.get_language() or settings.LANGUAGE_CODE

    @property
    def direction(self) -> str:
        return "rtl" if translation.get_language_bidi() else "ltr"

    @property
    def name(self) -> str:
        return dict(settings.LANGUAGES).get(self.code, self.code)


def said(text: str, /, **values) -> Markup:
    """A text of the interface in the reader's language, its %(placeholders)s filled in and escaped."""
    words = _words(translation.get_language(), text)
    return words % values if values else _filled(words)


@lru_cache(maxsize=REMEMBERED)
def _words(language: str, text: str) -> Markup:
    return Markup(translation.gettext(text))


@lru_cache(maxsize=REMEMBERED)
def _filled(words: Markup) -> Markup:
    return words % {}


def kept(*key: str | bool, caller: Callable[[], Markup]) -> Markup:
    """A piece of a page that is the same for every reader of a language, drawn once for its key:
    ``{% call kept("foot", …) %}…{% endcall %}``. The key names all it depends on, but for language, address and look
    of the platform: a part that is on or off too. Nothing of one reader stands in it."""
    if settings.DEBUG:
        return caller()
    platform = repr(getattr(settings, "ROOTBRIDGE_PLATFORM", None)), settings.ROOTBRIDGE_PACK, settings.PUBLIC_ADDRESS
    name = (translation.get_language(), get_urlconf(), platform, key)
    return _pieces.get(name, caller)


def kept_around(words: dict[str, str], *key: str | bool, caller: Callable[[dict], Markup]) -> Markup:
    """The same with gaps for words that differ from page to page and are remembered nowhere:
    ``{% call(gap) kept_around({"name": user.name}, "mast") %}…{{ gap.name }}…{% endcall %}``. A gap stands in text or
    in a quoted attribute, and is not asked about."""
    piece = kept(*key, caller=lambda: caller({name: f"{GAP}{name}{GAP}" for name in words}))
    for name, word in words.items():
        piece = piece.replace(f"{GAP}{name}{GAP}", escape(word))
    return Markup(piece)


class Menu(NamedTuple):
    """What a reader sees of a menu: (entry, its address, its ``aria-current`` or ""); ``beside``: the same of the group
    in which the page stands; ``key``: the links in short."""

    links: list[tuple[object, str, str]]
    beside: list[tuple[object, str, str]]

    @property
    def key(self) -> str:
        return " ".join(f"{entry.key}:{address}{mark}" for entry, address, mark in self.links)


def menu_shown(entries, request: HttpRequest | None, user) -> Menu:
    """What a reader sees of a menu on this page."""
    entries = [(entry, url(entry.url_name) if getattr(entry, "url_name", "") else entry.url) for entry in entries]
    path = request.path if request else ""
    here = max((address for _entry, address in entries if path.startswith(address)), key=len, default="")
    mark = {here: "page" if path == here else "true"} if here else {}
    shown = [(entry, address) for entry, address in entries if not user or not entry.shown_to or entry.shown_to(user)]
    return _in_groups([(entry, address, mark.get(address, "")) for entry, address in shown])


def _in_groups(links: list[tuple]) -> Menu:
    """Links of one group behind one link, which leads to the first of them; alone, a link stands for itself."""
    together: dict[str, list[tuple]] = {}
    for link in links:
        together.setdefault(getattr(link[0], "group", "") or link[0].key, []).append(link)
    rows, beside = [], []
    for key, found in together.items():
        group, mark = menus.groups.get(key), next((mark for *_rest, mark in found if mark), "")
        if group is None or len(found) == 1:
            rows += found
            continue
        rows.append((group, found[0][1], "true" if mark else ""))
        beside = found if mark else beside
    return Menu(sorted(rows, key=lambda row: row[0].order), beside)


def url(name: str, *args, **kwargs) -> str:
    """The address of a page in the reader's language. Raises NoReverseMatch for an unknown one."""
    conf = get_urlconf() or settings.ROOT_URLCONF
    return _address(translation.get_language(), conf, name, args, tuple(kwargs.items()))


@lru_cache(maxsize=REMEMBERED)
def _address(language: str, conf: str, name: str, args: tuple, kwargs: tuple) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))


def interface_languages() -> list[tuple[str, str]]:
    """(code, native name) of each language of the interface."""
    return list(settings.LANGUAGES)


def path_here(request: HttpRequest | None) -> str | None:
    """The path of this page behind its language; None where the language is not in the address."""
    head, _slash, rest = request.path.removeprefix("/").partition("/") if request else ("", "", "")
    return rest if any(head == code for code, _name in settings.LANGUAGES) else None


def in_each_language(rest: str) -> list[tuple[str, str, str]]:
    """(code, native name, path) of the page with this path in each language."""
    return [(code, name, f"/{code}/{rest}") for code, name in settings.LANGUAGES]


def alternates(request: HttpRequest) -> list[tuple[str, str, str]]:
    """(code, native name, path) of this page in each language; empty where the language is not in the address."""
    rest = path_here(request)
    return [] if rest is None else in_each_language(rest)


def absolute(path: str) -> str:
    """The whole address of a path of this platform."""
    return settings.PUBLIC_ADDRESS + path


def direction_of(language: str) -> str:
    """ "rtl" or "ltr" of a language code."""
    return "rtl" if language.split("-")[0] in settings.LANGUAGES_BIDI else "ltr"


def render_block(request: HttpRequest, template: str, block: str, context: dict | None = None) -> Markup:
    """One block of a page drawn alone, with what every page knows. KeyError when the page has no such block."""
    backend = next(engine for engine in engines.all() if isinstance(getattr(engine, "env", None), Environment))
    known = {"request": request}
    for processor in backend.template_context_processors:
        known.update(processor(request))
    known.update(context or {})
    page = backend.env.get_template(template)
    draw = _block(page, block)
    return Markup("".join(draw(page.new_context(known))))


def _block(page: Template, block: str):
    if block not in page.blocks:
        raise KeyError(f"{page.name} has no block {block}")
    return page.blocks[block]
