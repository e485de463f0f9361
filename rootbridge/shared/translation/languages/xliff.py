"""XLIFF 1.2, the version that OmegaT, Weblate, Virtaal and Trados all open: writing it, and reading what comes back."""

from django.utils.translation import gettext as _
from lxml import etree

from rootbridge.base.core.text import clean_text

from .leaves import Leaf, Refused, Unit

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"
DONE = {"translated", "final", "signed-off"}
# Elements inside a target that only part its words.
PLAIN_INSIDE = {"mrk"}
MOST_UNITS = 20_000


def write(leaves: list[Leaf]) -> bytes:
    root = etree.Element(_tag("xliff"), nsmap={None: SPACE}, version="1.2")
    for leaf in leaves:
        file = etree.SubElement(root, _tag("file"), {
            "original": leaf.name, "source-language": leaf.source_language, "target-language": leaf.language,
            "datatype": "plaintext", "product-name": "Rootbridge",
        })  # fmt: skip
        header = etree.SubElement(file, _tag("header"))
        etree.SubElement(header, _tag("note")).text = _safe(leaf.title)
        body = etree.SubElement(file, _tag("body"))
        for unit in leaf.units:
            _write_unit(body, unit, leaf)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _write_unit(body, unit: Unit, leaf: Leaf) -> None:
    facts = {"id": unit.key, "resname": unit.label, f"{XML}space": "preserve"}
    if unit.longest:
        facts |= {"maxwidth": str(unit.longest), "size-unit": "char"}
    if unit.is_done:
        facts["approved"] = "yes"
    element = etree.SubElement(body, _tag("trans-unit"), facts)
    etree.SubElement(element, _tag("source"), {f"{XML}lang": leaf.source_language}).text = _safe(unit.source)
    state = "final" if unit.is_done else "needs-review-translation" if unit.target else "needs-translation"
    target = etree.SubElement(element, _tag("target"), {f"{XML}lang": leaf.language, "state": state})
    target.text = _safe(unit.target)
    if unit.before:
        alternative = etree.SubElement(element, _tag("alt-trans"), {"alttranstype": "previous-version"})
        etree.SubElement(alternative, _tag("source"), {f"{XML}lang": leaf.source_language}).text = _safe(unit.before)
        etree.SubElement(alternative, _tag("target"), {f"{XML}lang": leaf.language}).text = _safe(unit.target)
    for note in unit.notes:
        etree.SubElement(element, _tag("note"), {"from": "glossary"}).text = _safe(note)


def read(body: bytes, name: str) -> list[Leaf]:
    """The leaves of a file. Raises Refused. Nothing is fetched, no entity is read, nothing grows."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise Refused(_("This is no well-formed XML."), line, name) from error
    except ValueError as error:
        raise Refused(_("This is no well-formed XML."), 0, name) from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise Refused(_("A file with a document type or entities is not taken."), 1, name)
    kind = etree.QName(root)
    if kind.localname != "xliff" or kind.namespace not in (SPACE, None):
        raise Refused(_("This is no XLIFF 1.2. Take along a file from here and translate that."), root.sourceline, name)
    leaves = [_leaf(file, name) for file in root.iter("{*}file")]
    if not leaves:
        raise Refused(_("There is no text in this file."), root.sourceline, name)
    return leaves


def _leaf(file, name) -> Leaf:
    units = [_unit(element, name) for element in file.iter("{*}trans-unit")]
    if len(units) > MOST_UNITS:
        raise Refused(_("This file is too large."), file.sourceline, name)
    return Leaf(file.get("original", ""), "", file.get("source-language", "").lower(),
                file.get("target-language", "").lower(), units, line=file.sourceline, file=name)  # fmt: skip


def _unit(element, name) -> Unit:
    line = element.sourceline
    source, target = (element.find(f"{{*}}{part}") for part in ("source", "target"))
    if source is None:
        raise Refused(_("A passage without its original."), line, name)
    words = _words(target, name) if target is not None else ""
    state = target.get("state", "") if target is not None else ""
    is_done = state in DONE or (not state and element.get("approved") == "yes")
    return Unit(element.get("id", ""), _words(source, name), words, is_done and bool(words), line=line)


def _words(element, name) -> str:
    for inner in element.iter():
        if inner is not element and etree.QName(inner).localname not in PLAIN_INSIDE:
            said = _("A mark <%(mark)s> stands inside the words; these texts have none.")
            raise Refused(said % {"mark": etree.QName(inner).localname}, inner.sourceline or element.sourceline, name)
    return clean_text("".join(element.itertext()))


def _safe(words: str) -> str:
    return clean_text(words)


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"
