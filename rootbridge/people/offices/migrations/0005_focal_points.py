import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('offices', '0004_special_hours_and_position'),
        ('reference', '0002_countries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='approved')),
                ('digest', models.CharField(max_length=64, verbose_name='digest')),
            ],
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='file')),
                ('body', models.BinaryField(verbose_name='content')),
                ('file_digest', models.CharField(max_length=64, verbose_name='digest')),
                ('mapping', models.JSONField(default=dict, verbose_name='file')),
                ('scope_path', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('scope_residence', models.CharField(blank=True, max_length=2, verbose_name='country of residence')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='brought')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='read in')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='given up')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back')),
                ('counts', models.JSONField(default=dict, verbose_name='counts')),
                ('made', models.JSONField(default=dict, verbose_name='counts')),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=40, unique=True, verbose_name='number')),
                ('token_digest', models.CharField(max_length=64, unique=True, verbose_name='digest')),
                ('code_digest', models.CharField(max_length=64, unique=True, verbose_name='digest')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('expires_at', models.DateTimeField(verbose_name='open until')),
                ('is_again', models.BooleanField(default=False, verbose_name='asked')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('outcome', models.CharField(blank=True, choices=[('confirmed', 'confirmed'), ('declined', 'refused'), ('withdrawn', 'taken back')], max_length=10, verbose_name='answer')),
            ],
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='day')),
                ('where', models.CharField(max_length=160, verbose_name='where')),
                ('about', models.CharField(max_length=300, verbose_name='what it was about')),
                ('people', models.PositiveIntegerField(verbose_name='people reached')),
                ('women', models.PositiveIntegerField(blank=True, null=True, verbose_name='women among them')),
                ('men', models.PositiveIntegerField(blank=True, null=True, verbose_name='men among them')),
                ('outcome', models.TextField(blank=True, verbose_name='what came of it')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
            ],
        ),
        migrations.CreateModel(
            name='Monthly',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(unique=True, verbose_name='month')),
                ('messages', models.JSONField(default=dict, verbose_name='message')),
                ('flyer', models.CharField(blank=True, max_length=160, verbose_name='flyer')),
            ],
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='away_from',
            field=models.DateField(blank=True, null=True, verbose_name='away from'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='away_until',
            field=models.DateField(blank=True, null=True, verbose_name='away until'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='checked'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='code',
            field=models.CharField(max_length=8, null=True, unique=True, verbose_name='code'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='confirmed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='confirmed'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='countries',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), blank=True, default=list, size=None, verbose_name='answers people living in'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='declined_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='refused'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='e-mail'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='last day'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='hours',
            field=models.JSONField(blank=True, default=dict, verbose_name='opening hours'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='is_public',
            field=models.BooleanField(default=False, verbose_name='stands on public pages'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='language',
            field=models.CharField(blank=True, max_length=8, verbose_name='language of letters'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), blank=True, default=list, size=None, verbose_name='languages'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='left_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ended'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='reminded_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='reminded'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='slug',
            field=models.SlugField(max_length=80, null=True, unique=True, verbose_name='address'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='starts_on',
            field=models.DateField(default=django.utils.timezone.localdate, verbose_name='from'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='substitute',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stands_in_for', to='offices.focalpoint', verbose_name='who stands in'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='territory',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='focal_points', to='reference.place', verbose_name='answers for'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='topics',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('papers', 'Papers'), ('family', 'Family'), ('work', 'Work'), ('money', 'Money and transfers'), ('pension', 'Pension'), ('health', 'Health'), ('study', 'Study'), ('property', 'House and land'), ('car', 'Car'), ('voting', 'Voting'), ('death', 'Death abroad'), ('business', 'Starting a business'), ('return', 'Coming back')], max_length=20), blank=True, default=list, size=None, verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='focalpoint',
            name='warned_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='reminded'),
        ),
        migrations.AddField(
            model_name='office',
            name='topics',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('papers', 'Papers'), ('family', 'Family'), ('work', 'Work'), ('money', 'Money and transfers'), ('pension', 'Pension'), ('health', 'Health'), ('study', 'Study'), ('property', 'House and land'), ('car', 'Car'), ('voting', 'Voting'), ('death', 'Death abroad'), ('business', 'Starting a business'), ('return', 'Coming back')], max_length=20), blank=True, default=list, size=None, verbose_name='topics'),
        ),
        migrations.AlterField(
            model_name='office',
            name='kind',
            field=models.CharField(choices=[('bureau', 'National bureau'), ('ministry', 'Ministry'), ('desk', 'Desk'), ('elected', 'Office of an elected member'), ('region_council', 'Region council'), ('district_council', 'District council'), ('town_hall', 'Town hall'), ('embassy', 'Embassy'), ('consulate', 'Consulate')], max_length=20, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.CheckConstraint(condition=models.Q(('is_public', False), models.Q(('confirmed_at__isnull', False), ('declined_at', None)), _connector='OR'), name='focalpoint_public_once_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='focalpoint_dates'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.CheckConstraint(condition=models.Q(('away_until', None), models.Q(('away_from__isnull', False), ('away_until__gte', models.F('away_from'))), _connector='OR'), name='focalpoint_away'),
        ),
        migrations.AddConstraint(
            model_name='focalpoint',
            constraint=models.CheckConstraint(condition=models.Q(('substitute', models.F('id')), _negated=True), name='focalpoint_not_own_substitute'),
        ),
        migrations.AddField(
            model_name='approval',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='batch',
            name='uploaded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='approval',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='offices.batch'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='offices.focalpoint'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='offices.office'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings', to='offices.focalpoint'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at', None), ('applied_at__isnull', False), _connector='OR'), name='batch_undone'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('applied_at', None), ('dropped_at', None), _connector='OR'), name='batch_one_end'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(fields=('batch', 'by'), name='approval_once_a_person'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(fields=('batch', 'number'), name='approval_two'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('number__in', [1, 2])), name='approval_first_or_second'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('person',), name='office_invitation_once'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('people__gte', django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Coalesce(models.F('women'), models.Value(0)), '+', django.db.models.functions.comparison.Coalesce(models.F('men'), models.Value(0))))), name='meeting_counts'),
        ),
    ]
