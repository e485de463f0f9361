from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("offices", "0006_codes_of_people")]

    operations = [
        migrations.AlterField(
            model_name="focalpoint", name="slug", field=models.SlugField(max_length=80, unique=True, verbose_name="address")
        ),
        migrations.AlterField(
            model_name="focalpoint", name="code", field=models.CharField(max_length=8, unique=True, verbose_name="code")
        ),
    ]
