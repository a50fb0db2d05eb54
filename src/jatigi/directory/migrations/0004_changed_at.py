import jatigi.kernel.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0003_workbooks"),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="changed_at",
            field=models.DateTimeField(default=jatigi.kernel.clock.now, editable=False),
        ),
    ]
