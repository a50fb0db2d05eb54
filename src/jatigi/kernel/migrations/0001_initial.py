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
                    name='ActionReceipt',
                    fields=[
                        ('id', models.UUIDField(primary_key=True, serialize=False)),
                        ('action', models.CharField(max_length=80)),
                        ('actor', models.CharField(max_length=80)),
                        ('digest', models.BinaryField()),
                        ('object_type', models.CharField(max_length=80)),
                        ('object_id', models.UUIDField(null=True)),
                        ('time', models.DateTimeField(db_index=True, default=jatigi.kernel.clock.now)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='JournalCheckpoint',
                    fields=[
                        ('size', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('time', models.DateTimeField(default=jatigi.kernel.clock.now)),
                        ('note', models.TextField()),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='JournalDetail',
                    fields=[
                        ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('salt', models.BinaryField()),
                        ('details', models.JSONField()),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='JournalEntry',
                    fields=[
                        ('seq', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('time_us', models.BigIntegerField(db_index=True)),
                        ('happened_us', models.BigIntegerField()),
                        ('actor', models.CharField(max_length=80)),
                        ('organisation', models.CharField(db_index=True, max_length=36)),
                        ('purpose', models.CharField(max_length=32)),
                        ('action', models.CharField(max_length=80)),
                        ('object_type', models.CharField(max_length=80)),
                        ('object_id', models.CharField(db_index=True, max_length=36)),
                        ('outcome', models.CharField(max_length=16)),
                        ('reason', models.CharField(max_length=80)),
                        ('fields', models.TextField()),
                        ('commitment', models.BinaryField()),
                        ('leaf', models.BinaryField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['actor', 'time_us'], name='journal_of_an_actor')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='JournalHead',
                    fields=[
                        ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ('size', models.BigIntegerField(default=0)),
                        ('frontier', models.BinaryField(default=bytes)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='ScheduledRun',
                    fields=[
                        ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ('last_started', models.DateTimeField(null=True)),
                        ('last_finished', models.DateTimeField(null=True)),
                        ('failures', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Tombstone',
                    fields=[
                        ('id', models.UUIDField(primary_key=True, serialize=False)),
                        ('key_id', models.UUIDField(unique=True)),
                        ('organisation_id', models.UUIDField()),
                        ('erased_at', models.DateTimeField(default=jatigi.kernel.clock.now)),
                        ('reason', models.CharField(max_length=40)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='DataKey',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('organisation', 'Organisation'), ('person', 'Person'), ('snapshot', 'Snapshot'), ('shared', 'Shared'), ('log', 'Log')], max_length=16)),
                        ('organisation_id', models.UUIDField(db_index=True)),
                        ('wrapped', models.BinaryField(null=True)),
                        ('created_at', models.DateTimeField(default=jatigi.kernel.clock.now)),
                        ('destroyed_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'organisation')), fields=('organisation_id',), name='one_organisation_key'), models.UniqueConstraint(condition=models.Q(('kind', 'shared')), fields=('organisation_id',), name='one_shared_key'), models.UniqueConstraint(condition=models.Q(('kind', 'log')), fields=('kind',), name='one_log_key')],
                        'indexes': [],
                    },
                ),
            ],
        ),
    ]
