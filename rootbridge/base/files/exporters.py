"""What lies open and stands on no page goes."""

from rootbridge.base.core.retention import add_rule

from .models import PublicFile

add_rule("files.publicfile", PublicFile.sweep)
