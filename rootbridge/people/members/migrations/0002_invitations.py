"""An invitation may begin later, and an address has one open invitation for one role."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0001_tables")]

    operations = [
        migrations.AddField(
            "invitation", "starts_on", models.DateField(blank=True, null=True, verbose_name="from")
        ),
        migrations.AddConstraint(
            "invitation",
            models.UniqueConstraint(
                condition=models.Q(taken_at__isnull=True, withdrawn_at__isnull=True),
                fields=("email", "kind", "is_everywhere", "place", "residence", "body"),
                name="invitation_once",
                nulls_distinct=False,
            ),
        ),
    ]
