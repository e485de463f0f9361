"""Things found by the words of all their languages, shelves to count them by, words to spell by. The index is derived:
it is empty after this, and written anew by `manage.py rebuild_search`."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_words_that_mean_one_thing'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Entry',
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('object_id', models.BigIntegerField(verbose_name='number')),
                ('same', models.CharField(max_length=300, verbose_name='thing')),
                ('language', models.CharField(max_length=8, verbose_name='language')),
                ('path', models.CharField(max_length=300, verbose_name='address')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('summary', models.TextField(blank=True, verbose_name='summary')),
                ('topic', models.CharField(blank=True, max_length=40, verbose_name='topic')),
                ('place_path', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('residence', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None, verbose_name='for people living in')),
                ('for_members', models.BooleanField(default=False, verbose_name='for members only')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('head', django.contrib.postgres.search.SearchVectorField(verbose_name='words of the title')),
                ('vector', django.contrib.postgres.search.SearchVectorField(verbose_name='words by weight')),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
                'indexes': [models.Index(fields=['kind', 'object_id'], name='entry_object'), models.Index(fields=['path'], name='entry_path')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'same', 'object_id', 'language'), name='entry_once')],
            },
        ),
        migrations.CreateModel(
            name='Shelf',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('topic', models.CharField(blank=True, max_length=40, verbose_name='topic')),
                ('region', models.CharField(blank=True, max_length=60, verbose_name='place')),
                ('residence', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None, verbose_name='for people living in')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list, size=None, verbose_name='languages')),
                ('for_members', models.BooleanField(default=False, verbose_name='for members only')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'topic', 'region', 'residence', 'languages', 'for_members'), name='shelf_once')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('same', models.CharField(max_length=300, verbose_name='thing')),
                ('shelf', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='search.shelf', verbose_name='shelf')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('head', django.contrib.postgres.search.SearchVectorField(verbose_name='words of the title')),
                ('vector', django.contrib.postgres.search.SearchVectorField(verbose_name='words by weight')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='item_vector'), django.contrib.postgres.indexes.GinIndex(fields=['head'], name='item_head')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'same'), name='item_once')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.CharField(max_length=60, primary_key=True, serialize=False, verbose_name='word')),
                ('sound', models.CharField(max_length=120, verbose_name='sound')),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None, verbose_name='keys')),
                ('items', models.PositiveIntegerField(default=1, verbose_name='how often')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['keys'], name='word_keys'), models.Index(fields=['word'], name='word_begins', opclasses=['varchar_pattern_ops']), models.Index(fields=['sound'], name='word_sound', opclasses=['varchar_pattern_ops'])],
                'constraints': [],
            },
        ),
    ]
