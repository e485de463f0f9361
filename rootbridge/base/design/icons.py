"""Icons as inline SVG, drawn on a square grid of 24 with strokes of 2 and square ends.

Each use carries its own short path. That costs fewer bytes on the wire than a sprite (repeated paths
compress to almost nothing), needs no request, and works in fragments that are rendered once and joined.
"""

from functools import lru_cache

from django.utils.html import format_html
from markupsafe import Markup

PATHS = {
    "alert": "M12 4 3 20h18zM12 10v5M12 17v1",
    "arrow": "M4 12h16M13 5l7 7-7 7",
    "back": "M20 12H4M11 5l-7 7 7 7",
    "bin": "M4 7h16M9 7V4h6v3M6 7v13h12V7M10 11v5M14 11v5",
    "calendar": "M4 6h16v14H4zM4 11h16M8 3v5M16 3v5",
    "chart": "M4 4v16h16M9 16v-5M13 16V8M17 16v-3",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
    "close": "M5 5l14 14M19 5 5 19",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "download": "M12 3v12M6 10l6 6 6-6M4 20h16",
    "easy": "M4 6h16M4 12h10M4 18h13",
    "edit": "M4 20v-4L16 4l4 4L8 20zM13 7l4 4",
    "eye": "M2 12q10-14 20 0-10 14-20 0zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "flag": "M5 21V4h13l-3 4 3 4H5",
    "globe": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3q-8 9 0 18M12 3q8 9 0 18",
    "help": "M3 4h18v13h-9l-5 4v-4H3z",
    "home": "M3 12l9-8 9 8M6 10v10h12V10",
    "info": "M3 3h18v18H3zM12 11v6M12 7v1",
    "key": "M8 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 12h9v4M17 12v3",
    "link": "M14 4h6v6M20 4l-9 9M10 5H4v15h15v-6",
    "listen": "M3 9v6h4l5 5V4L7 9zM16 8q4 4 0 8M19 5q7 7 0 14",
    "lock": "M5 11h14v10H5zM8 11V7q0-4 4-4t4 4v4M12 15v2",
    "mail": "M3 5h18v14H3zM3 6l9 8 9-8",
    "menu": "M3 6h18M3 12h18M3 18h18",
    "minus": "M5 12h14",
    "person": "M8 4h8v8H8zM4 21v-5h16v5",
    "phone": "M5 4h4l2 5-3 2q2 4 6 6l2-3 5 2v4q-9 2-14-4T5 4z",
    "pin": "M12 21q-7-7-7-12 0-6 7-6t7 6q0 5-7 12zM12 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z",
    "search": "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l6 6",
    "star": "M12 3l3 6 6 1-4 4 1 7-6-3-6 3 1-7-4-4 6-1z",
    "tick": "M4 13l5 5L20 6",
    "upload": "M12 16V4M6 9l6-6 6 6M4 20h16",
}
MIRRORED = {"arrow", "back", "listen", "help", "easy", "link", "key", "flag", "edit"}


@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> Markup:
    """The icon as inline SVG; hidden from screen readers unless it has a label. KeyError for an unknown name."""
    classes = "icon turns" if name in MIRRORED else "icon"
    drawing = Markup(f'<path d="{PATHS[name]}"/>')
    if label:
        spoken = format_html('role="img" aria-label="{}"', label)
    else:
        spoken = Markup('aria-hidden="true"')
    return format_html('<svg class="{}" viewBox="0 0 24 24" {}>{}</svg>', classes, spoken, drawing)
