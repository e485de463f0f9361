"""A locale for each language of the interface, so that a text can be written in any of them."""

from django.conf import settings
from django.db import migrations


def make_locales(apps, _editor):
    locale = apps.get_model("wagtailcore", "Locale")
    for code, _name in settings.LANGUAGES:
        locale.objects.get_or_create(language_code=code)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailcore", "0098_apitoken")]
    operations = [migrations.RunPython(make_locales, migrations.RunPython.noop)]
