"""The field for files, for every form that takes some."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rootbridge.base.files.contents import Checked, Refused, examine, too_big
from rootbridge.base.files.uploading import MOST_FILES

PASSPORT = _("Do not send a passport or identity number unless the desk asks for it.")
TAKEN = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.docx,.odt,.txt"


class FilesInput(forms.FileInput):
    """Several at once."""

    allow_multiple_selected = True

    def __init__(self, attrs=None):
        super().__init__({"accept": TAKEN, **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """Up to five files. Cleaned: a list of `Checked`, each looked at and harmless."""

    widget = FilesInput

    def __init__(self, *, required=False, **options):
        options.setdefault("label", _("Files"))
        options.setdefault("help_text", PASSPORT)
        super().__init__(required=required, **options)
        self.error_messages["required"] = _("Choose a file first.")

    def clean(self, data, initial=None) -> list[Checked]:
        files = [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]
        if not files:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if len(files) > MOST_FILES:
            raise ValidationError(
                ngettext(
                    "You chose %(num)s file. Send at most %(most)s at a time.",
                    "You chose %(num)s files. Send at most %(most)s at a time.", len(files),
                ) % {"num": len(files), "most": MOST_FILES}
            )  # fmt: skip
        return self._looked_at(files)

    def _looked_at(self, files) -> list[Checked]:
        fine, wrong = [], []
        for file in files:
            if getattr(file, "is_too_big", False):
                wrong.append(too_big(file.name))
                continue
            try:
                fine.append(examine(file.name, file.read()))
            except Refused as refusal:
                wrong.append(str(refusal))
        if wrong:
            again = gettext("Then choose all your files again: a browser does not remember them.")
            raise ValidationError([*wrong, again])
        return fine
