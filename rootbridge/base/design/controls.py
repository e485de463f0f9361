"""A form field ready to draw: what a macro needs to know of a bound field, without Django's widget templates.

Widgets that are not known here keep their own drawing.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

KINDS = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checks"),
    (forms.RadioSelect, "radios"),
    (forms.SelectMultiple, "select"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "check"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.MultiWidget, "other"),
    (forms.widgets.Input, "input"),
)


class Option(NamedTuple):
    """One choice; a group of choices has `options` and no value."""

    value: str
    label: str
    is_chosen: bool
    id: str
    note: str = ""
    options: tuple = ()


class Control(NamedTuple):
    """What is drawn of a bound field. `errors` are sentences; `described_by` names why and error by id."""

    kind: str
    name: str
    id: str
    type: str
    value: str
    label: str
    why: str
    errors: list[str]
    is_required: bool
    is_multiple: bool
    is_disabled: bool
    attributes: dict
    options: list[Option]
    described_by: str
    drawn: SafeString | None


def control(bound: BoundField, why: str | None = None) -> Control:
    """The parts of a bound field; `why` replaces the field's help text."""
    widget, field = bound.field.widget, bound.field
    kind = next((name for type_, name in KINDS if isinstance(widget, type_)), "other")
    shown_id = bound.id_for_label or bound.auto_id or bound.html_name
    said = field.help_text if why is None else why
    errors = [str(error) for error in bound.errors]
    described = [f"{shown_id}-why"] if said else []
    described += [f"{shown_id}-error"] if errors else []
    value = bound.value()
    return Control(
        kind=kind,
        name=bound.html_name,
        id=shown_id,
        type=getattr(widget, "input_type", "text") or "text",
        value=_written(widget, value, kind),
        label=str(bound.label),
        why=said,
        errors=errors,
        is_required=field.required,
        is_multiple=bool(getattr(widget, "allow_multiple_selected", False)),
        is_disabled=field.disabled,
        attributes=_attributes(bound, kind),
        options=list(_options(bound, value, shown_id))
        if kind in {"select", "radios", "checks"}
        else _which(field, shown_id),
        described_by=" ".join(described),
        drawn=bound.as_widget() if kind == "other" else None,
    )


def _which(field, shown_id: str) -> list[Option]:
    """What a field asks back, where what was typed may mean several things."""
    asked = getattr(field, "which", ())
    return [Option(value, label, False, f"{shown_id}-{number}") for number, (value, label) in enumerate(asked)]


def errors_of(form) -> list[tuple[str, str]]:
    """(id of the field or "", sentence that names the field) of every error of a form or formset, in the order of the
    page."""
    found = []
    for one in form if hasattr(form, "management_form") else [form]:
        found += [("", str(error)) for error in one.non_field_errors()]
        for name in one.fields:
            bound = one[name]
            found += [(_first_id(bound), _named(bound, error)) for error in bound.errors]
    return found


def _named(bound: BoundField, error: str) -> str:
    label = str(bound.label).rstrip(" :")
    if label.endswith(("?", "؟", ".", "!")):
        return f"{label} {error}"
    return _("%(field)s: %(sentence)s") % {"field": label, "sentence": error}


def _first_id(bound: BoundField) -> str:
    """Where a link to this field leads: its input, or the first of its choices."""
    widget = bound.field.widget
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


def _attributes(bound: BoundField, kind: str) -> dict:
    attributes = bound.build_widget_attrs(dict(bound.field.widget.attrs), bound.field.widget)
    for name in ("aria-describedby", "aria-invalid", "id", "class", "required", "disabled", "multiple"):
        attributes.pop(name, None)
    if kind == "textarea" and attributes.get("rows") in {10, "10"}:
        attributes.pop("rows")  # Django's own, not the form's
    attributes.pop("cols", None)
    if kind not in {"input", "textarea"}:
        attributes.pop("maxlength", None)
    return {name: value for name, value in attributes.items() if value is not False and value is not None}


def _written(widget: forms.Widget, value, kind: str) -> str:
    if kind == "file" or value is None:
        return ""
    if kind in {"check"}:
        return "on" if widget.check_test(value) else ""
    if kind in {"input", "textarea", "hidden"}:
        return widget.format_value(value) or ""
    return ""


def _options(bound: BoundField, value, base_id: str) -> Iterator[Option]:
    widget = bound.field.widget
    chosen = {str(one) for one in widget.format_value(value)}
    place = 0
    for key, label in widget.choices:
        if isinstance(label, (list, tuple)):
            inner = [_option(k, text, chosen, f"{bound.auto_id}_{place + n}") for n, (k, text) in enumerate(label)]
            place += len(inner)
            yield Option("", str(key), False, "", options=tuple(inner))
        else:
            yield _option(key, label, chosen, f"{bound.auto_id}_{place}")
            place += 1


def _option(key, label, chosen: set[str], id_: str) -> Option:
    """A label may be a pair (label, note): the note stands below in smaller words."""
    value = "" if key is None else str(key)
    return Option(value, str(label), value in chosen, id_, note=str(getattr(label, "note", "")))
