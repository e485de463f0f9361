"""A plan happens, whole or not at all; and is taken back, as long as nobody of it has confirmed."""

import json
from datetime import date

from django.db.models import ProtectedError
from django.utils.text import slugify

from rootbridge.base.core import findable, versions
from rootbridge.people.offices.models import RESERVED, FocalPoint, Invitation, NotFresh, Office

from .plan import plan_of


def read_in(batch, *, by) -> tuple[dict, dict]:
    """Do what the file says and ask each new person. Returns (counts, what it made), see ``Batch.made``. Raises
    NotFresh where the file is wrong now."""
    plan = plan_of(batch)
    if plan.wrong:
        raise NotFresh
    made = {"offices": [], "people": [], "before": []}
    slugs = set(Office.objects.values_list("slug", flat=True))
    for item in plan.offices:
        if item.thing is None:
            item.thing = Office.objects.create(slug=_free(item.title, slugs), **item.facts)
            made["offices"].append(item.thing.pk)
        elif item.before:
            _write(made, "office", item, by)
        findable.changed("offices.office", item.thing.pk)
    for item in plan.people:
        if item.thing is None:
            item.thing = FocalPoint.objects.create(office=item.owner.thing, **item.facts)
            made["people"].append(item.thing.pk)
            Invitation.ask(item.thing, by=by)
        elif item.before:
            _write(made, "person", item, by)
            if item.thing.confirmed_at is None and "email" in item.before:
                Invitation.ask(item.thing, by=by)
    versions.changed()
    return plan.counts, made


def _write(made, kind, item, by):
    after = {name: item.facts[name] for name in item.before}
    made["before"].append([kind, item.thing.pk, *({name: _plain(value) for name, value in values.items()}
                                                  for values in (item.before, after))])  # fmt: skip
    item.thing.change(by=by, **after)


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if hasattr(value, "pk") else value


def _free(title: str, slugs: set) -> str:
    """An address that no office has."""
    base = slugify(title)[:70] or "office"
    slug, number = base, 2
    while slug in slugs or slug in RESERVED:
        slug, number = f"{base}-{number}", number + 1
    slugs.add(slug)
    return slug


def take_back(batch, *, by) -> None:
    """What it made goes; what it changed is as before, unless it says something else by now. Raises NotFresh once
    somebody of it has confirmed, or something already hangs on an office of it."""
    people = FocalPoint.objects.filter(pk__in=batch.made.get("people", []))
    if people.filter(confirmed_at__isnull=False).exists():
        raise NotFresh
    people.delete()
    for kind, number, before, after in batch.made.get("before", []):
        _restore(FocalPoint if kind == "person" else Office, number, before, after, by)
    numbers = batch.made.get("offices", [])
    try:
        Office.objects.filter(pk__in=numbers).delete()
    except ProtectedError as error:
        raise NotFresh from error
    for number in numbers:
        findable.changed("offices.office", number)
    versions.changed()


def _restore(model, number, before, after, by) -> None:
    thing = model.objects.filter(pk=number).first()
    if thing is not None:
        before = {name: value for name, value in before.items() if _same(getattr(thing, name), after[name])}
        for name in ("place", "territory"):
            if name in before:
                before[f"{name}_id"] = before.pop(name)
        for name in ("starts_on", "ends_on"):
            if before.get(name):
                before[name] = date.fromisoformat(before[name])
        thing.change(by=by, **before)


def _same(value, said) -> bool:
    return json.dumps(_plain(value), sort_keys=True) == json.dumps(said, sort_keys=True)


def may_take_back(batch) -> bool:
    """Is it known what it did, and has nobody of it confirmed yet?"""
    if batch.applied_at is None or batch.undone_at is not None or not batch.made:
        return False
    people = FocalPoint.objects.filter(pk__in=batch.made.get("people", []))
    return not people.filter(confirmed_at__isnull=False).exists()
