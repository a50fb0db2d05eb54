import django.db.models.deletion
import jatigi.kernel.clock
import jatigi.kernel.fields
import jatigi.kernel.migrating
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
    ]

    operations = [
        jatigi.kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Country',
                    fields=[
                        ('code', models.CharField(max_length=2, primary_key=True, serialize=False)),
                        ('iso3', models.CharField(max_length=3, unique=True)),
                        ('name_fr', models.CharField(max_length=80)),
                        ('name_en', models.CharField(max_length=80)),
                        ('consortium', models.BooleanField(default=False)),
                        ('borders_mali', models.BooleanField(default=False)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='AdminUnit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('level', models.PositiveSmallIntegerField()),
                        ('code', models.CharField(max_length=16)),
                        ('vintage', models.CharField(max_length=16)),
                        ('name_fr', models.CharField(max_length=120)),
                        ('name_en', models.CharField(max_length=120)),
                        ('valid_from', models.DateField(null=True)),
                        ('valid_to', models.DateField(null=True)),
                        ('source', models.CharField(max_length=200)),
                        ('to_confirm', models.BooleanField(default=False)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.adminunit')),
                        ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.country')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(fields=('code', 'vintage'), name='one_meaning_per_vintage')],
                    },
                ),
                migrations.CreateModel(
                    name='Site',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('key_id', models.UUIDField(db_index=True, editable=False)),
                        ('kind', models.CharField(choices=[('house', 'house for migrants'), ('antenna', 'antenna'), ('border_post', 'border post'), ('bus_station', 'bus station'), ('reception_centre', 'reception centre'), ('shelter', 'shelter'), ('office', 'office'), ('health_post', 'health facility')], max_length=20)),
                        ('name', models.CharField(max_length=160)),
                        ('time_zone', models.CharField(default='Africa/Bamako', max_length=40)),
                        ('beds', models.PositiveIntegerField(default=0)),
                        ('hidden', models.BooleanField(default=False)),
                        ('active', models.BooleanField(default=True)),
                        ('address', jatigi.kernel.fields.SealedField(blank=True, editable=True, null=True)),
                        ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.country')),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                        ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.adminunit')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'shelter'), _negated=True), ('hidden', True), _connector='OR'), name='a_shelter_is_hidden')],
                    },
                ),
                migrations.CreateModel(
                    name='SiteDay',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('day', models.DateField()),
                        ('open', models.BooleanField(default=True)),
                        ('staffed', models.BooleanField(default=True)),
                        ('beds_free', models.PositiveIntegerField(null=True)),
                        ('noted_at', models.DateTimeField(default=jatigi.kernel.clock.now)),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                        ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(fields=('site', 'day'), name='one_state_per_day')],
                    },
                ),
            ],
        ),
    ]
