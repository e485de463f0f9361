"""Who is signed in, with their ties to places: one plain statement, since every signed-in page asks it."""

from django.contrib.auth.backends import ModelBackend
from django.db import connection
from django.utils import timezone

from rootbridge.base.reference.models import Place

from .models import Member


def _columns(model, alias) -> str:
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


WHO = f"""
SELECT {_columns(Member, "m")}, {_columns(Place, "l")}, {_columns(Place, "h")},
    EXISTS (SELECT 1 FROM members_role r WHERE r.member_id = m.id AND r.ended_at IS NULL AND r.suspended_at IS NULL
        AND r.starts_on <= %s AND (r.ends_on IS NULL OR r.ends_on >= %s))
FROM members_member m
LEFT JOIN reference_place l ON l.id = m.living_id
LEFT JOIN reference_place h ON h.id = m.home_id
WHERE m.id = %s AND m.is_active
"""  # noqa: S608


class MemberBackend(ModelBackend):
    """No passwords here: a code by mail or a passkey signs in. Permissions of the editor come from groups."""

    def authenticate(self, request, **credentials):
        return None

    def get_user(self, user_id):
        with connection.planned() as cursor:
            today = timezone.localdate()
            cursor.execute(WHO, [today, today, user_id])
            row = cursor.fetchone()
        return _member_of(row) if row else None


def _member_of(row) -> Member:
    """A member with `living`, `home` and `works_here` as the row of WHO holds them."""
    ends = len(Member._meta.concrete_fields), len(Place._meta.concrete_fields)
    member = _made(Member, row[: ends[0]])
    living, home = row[ends[0] : ends[0] + ends[1]], row[ends[0] + ends[1] : -1]
    member.living = _made(Place, living) if living[0] is not None else None
    member.home = _made(Place, home) if home[0] is not None else None
    member.works_here = row[-1]
    return member


def _made(model, values):
    fields = model._meta.concrete_fields
    converted = [
        field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
        for field, value in zip(fields, values, strict=True)
    ]
    return model.from_db(connection.alias, [field.attname for field in fields], converted)
