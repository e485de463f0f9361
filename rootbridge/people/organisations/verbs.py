"""What is written down of organisations: by those on duty, and by their own people."""

from rootbridge.base.audit.registry import add_verb

from .doings import DUTY, OWN, PUBLIC

for _name, _sentence in (DUTY | OWN).items():
    add_verb(f"organisations.{_name}", _sentence, by_staff=_name in DUTY, is_public=_name in PUBLIC)
