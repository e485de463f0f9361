"""Writing a letter: one template of blocks ``subject``, ``text`` and ``html``, in the receiver's language."""

from django.conf import settings
from django.template import engines
from django.utils import timezone, translation

from rootbridge.base.core.names import spoken
from rootbridge.base.core.text import clean_line

from .models import Letter


def write(
    kind: str, template: str, *, address: str, language: str, member=None, due_at=None, about="", is_automatic=False,
    **context,
) -> Letter:  # fmt: skip
    """Put a letter into the post, in the present transaction.

    ``template``: name of a Jinja2 template with the blocks ``subject``, ``text`` and, if wanted, ``html``; ``about``:
    what an answer to it belongs to (see `addresses`); ``is_automatic``: it answers a letter by itself.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        page = engines["jinja2"].env.get_template(template)
        known = page.new_context({"address": settings.PUBLIC_ADDRESS, "language": language, **spoken(context)})
        parts = {name: "".join(block(known)) for name, block in page.blocks.items()}
    return Letter.objects.create(
        kind=kind, member=member, address=address, language=language,
        subject=clean_line(_plain(parts["subject"]))[:200], text=_plain(parts["text"]).strip() + "\n",
        html=parts.get("html", "").strip(), due_at=due_at or timezone.now(), about=about, is_automatic=is_automatic,
    )  # fmt: skip


def _plain(text: str) -> str:
    """The text without the escaping that a page needs."""
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text
