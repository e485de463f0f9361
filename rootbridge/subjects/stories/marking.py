"""Plain words into a clean page: headings, lists, links, weight, a quotation; nothing else ever gets through.

Words are read as Markdown, then cleaned by the allow-list below, which is kept here and nowhere else.
"""

import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "h2", "h3", "ul", "ol", "li", "strong", "b", "em", "i", "a", "blockquote"}
ATTRIBUTES = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# An address is whole, or leads to another page here; half a one never stands in a link.
ADDRESS = re.compile(r"(https?://[^\s/]|mailto:[^\s]|tel:[+\d]|/[^/\\])[^\s<>\"]*")
REL = "nofollow ugc noopener noreferrer"
# What goes with all that it holds; of other strange tags the words stay.
WHOLLY = {"script", "style", "svg", "math", "iframe", "object", "template", "noscript", "title", "textarea", "select"}

_reader = MarkdownIt("commonmark", {"html": True, "breaks": True}).disable(["image", "code", "fence", "hr"])


def drawn(words: str) -> Markup:
    """The words as safe HTML. A heading never stands higher than the second level: the first is the title."""
    tokens = _reader.parse(words)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2" if token.tag in ("h1", "h2") else "h3"
    return cleaned(_reader.renderer.render(tokens, _reader.options, {}))


def cleaned(html: str) -> Markup:
    """HTML with everything taken out that is not on the list."""
    return Markup(
        nh3.clean(
            html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL, clean_content_tags=WHOLLY,
            strip_comments=True, attribute_filter=_address,
        )
    )  # fmt: skip


def _address(tag, name, value):
    """A link that leads nowhere stays as words."""
    return value if name != "href" or ADDRESS.fullmatch(value.strip()) else None


def bare(words: str) -> str:
    """The words alone, for searching and for comparing."""
    text = nh3.clean(_reader.render(words), tags=set(), clean_content_tags=WHOLLY)
    return Markup(text).unescape().strip()
