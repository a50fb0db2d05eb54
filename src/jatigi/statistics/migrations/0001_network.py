import jatigi.kernel.clock
import jatigi.kernel.migrating
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        jatigi.kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='NetworkFigures',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('quarter', models.DateField(unique=True)),
                        ('counted_at', models.DateTimeField()),
                        ('content', models.JSONField(default=dict)),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [],
                        'constraints': [],
                    },
                ),
            ],
        ),
    ]
