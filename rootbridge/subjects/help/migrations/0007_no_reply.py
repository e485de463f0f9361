from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("help", "0006_replies_as_messages")]

    operations = [migrations.DeleteModel(name="Reply")]
