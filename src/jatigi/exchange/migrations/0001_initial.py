import django.db.models.deletion
import jatigi.kernel.clock
import jatigi.kernel.fields
import jatigi.kernel.migrating
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0005_organisation_aliases'),
    ]

    operations = [
        jatigi.kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Part',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('key_id', models.UUIDField(db_index=True, editable=False)),
                        ('instance_id', models.CharField(max_length=80)),
                        ('name', models.CharField(max_length=160)),
                        ('neutral', models.CharField(max_length=160)),
                        ('kind', models.CharField(max_length=80)),
                        ('size', models.PositiveIntegerField()),
                        ('content', jatigi.kernel.fields.SealedBytes(blank=True, editable=True, null=True)),
                        ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'account', 'instance_id', 'name'), name='one_part_per_name')],
                        'indexes': [],
                    },
                ),
            ],
        ),
    ]
