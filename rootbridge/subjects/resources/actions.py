"""Changes of a record and its versions together."""

import secrets

from django.db import transaction
from django.utils.text import slugify

from rootbridge.base.audit.chain import record
from rootbridge.base.core import findable, versions

from .models import Resource
from .models.resource import SEARCHED


def free_slug(words: str) -> str:
    return f"{slugify(words)[:70] or 'record'}-{secrets.token_hex(3)}"


def put_version(*, resource, by, language, title, address="", file=None):
    """Write the version of a language, anew where there is one. Returns it."""
    with transaction.atomic():
        held = Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
        is_first = not held.versions.exists()
        where = {"title": title, "address": address, "file": file, "made": ""}
        version, _made = held.versions.update_or_create(language=language, defaults=where)
        if is_first:
            Resource.objects.filter(pk=held.pk).update(original=language)
        _tell(held, by)
    return version


def remove_version(*, resource, by, language):
    """Take the version of a language out; a record without any stands in the library no more."""
    with transaction.atomic():
        resource.versions.filter(language=language).delete()
        _tell(resource, by)


def _tell(resource, by):
    record("resources.changed", resource, by=by, fields=["versions"], place_path=resource.path)
    findable.changed(SEARCHED, resource.pk)
    versions.changed()
