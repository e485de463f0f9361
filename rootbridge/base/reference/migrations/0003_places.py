"""Places say what they are, have a word in addresses that they keep, an official code, coordinates, former names."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from rootbridge.base.reference.slugs import slug_of


def write_slugs(apps, schema_editor):
    """A word in addresses for the places that stand here: the first free of the name and the code."""
    place = apps.get_model("reference", "Place")
    taken, named = set(), []
    for one in place.objects.only("code", "path", "names").order_by("path"):
        code = slug_of({}, one.code)
        words = [slug_of(one.names, one.code), f"{slug_of(one.names, one.code)}-{code}"]
        one.slug = next((word for word in words if word not in taken), code)
        taken.add(one.slug)
        named.append(one)
    place.objects.bulk_update(named, ["slug"], batch_size=2000)


def keep(apps, schema_editor):
    """Going back drops the column."""



class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0002_countries'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=100, unique=True, verbose_name='word')),
            ],
            options={
                'verbose_name': 'former address',
                'verbose_name_plural': 'former addresses',
            },
        ),
        migrations.AddField(
            model_name='place',
            name='former_names',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='former names'),
        ),
        migrations.AddField(
            model_name='place',
            name='geonames',
            field=models.BigIntegerField(blank=True, null=True, unique=True, verbose_name='number in GeoNames'),
        ),
        migrations.AddField(
            model_name='place',
            name='has_namesake',
            field=models.BooleanField(default=False, verbose_name='another place of its country has its name'),
        ),
        migrations.AddField(
            model_name='place',
            name='latitude',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='latitude'),
        ),
        migrations.AddField(
            model_name='place',
            name='longitude',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='longitude'),
        ),
        migrations.AddField(
            model_name='place',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='reference.place', verbose_name='now part of'),
        ),
        migrations.AddField(
            model_name='place',
            name='official_code',
            field=models.CharField(blank=True, max_length=20, verbose_name='official code'),
        ),
        migrations.AddField(
            model_name='place',
            name='population',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='people living there'),
        ),
        migrations.AddField(
            model_name='place',
            name='slug',
            field=models.SlugField(blank=True, db_index=False, max_length=100, verbose_name='word in addresses'),
        ),
        migrations.AddField(
            model_name='place',
            name='unit',
            field=models.CharField(blank=True, choices=[('autonomy', 'autonomous unit'), ('territory', 'territorial unit'), ('region', 'region'), ('province', 'province'), ('county', 'county'), ('department', 'department'), ('district', 'district'), ('municipality', 'municipality'), ('city', 'city'), ('town', 'town'), ('sector', 'city sector'), ('commune', 'commune'), ('village', 'village')], max_length=20, verbose_name='what it is'),
        ),
        migrations.RunPython(write_slugs, keep),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('slug', ''), _negated=True), fields=('slug',), name='place_slug_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('official_code', ''), _negated=True), fields=('country_code', 'official_code'), name='place_official_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('unit__in', ['', 'autonomy', 'territory', 'region', 'province', 'county', 'department', 'district', 'municipality', 'city', 'town', 'sector', 'commune', 'village'])), name='place_unit'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='place_coordinates'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='place_not_into_itself'),
        ),
        migrations.AddField(
            model_name='formeraddress',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='reference.place', verbose_name='leads to'),
        ),
    ]
