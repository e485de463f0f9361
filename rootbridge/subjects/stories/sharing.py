"""Handing a page on without any script of somebody else's: plain links that the reader's own programs open."""

from urllib.parse import quote

from django.utils.translation import gettext as _


def ways(title: str, address: str) -> list[tuple[str, str]]:
    """(name, link) for each way. ``address``: whole, with its host."""
    words, link = quote(title), quote(address, safe="")
    return [
        ("WhatsApp", f"https://wa.me/?text={words}%20{link}"),
        ("Telegram", f"https://t.me/share/url?url={link}&text={words}"),
        ("Viber", f"viber://forward?text={words}%20{link}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={link}"),
        (_("E-mail"), f"mailto:?subject={words}&body={link}"),
    ]
