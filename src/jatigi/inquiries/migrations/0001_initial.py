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
        ('people', '0003_lists'),
        ('protection', '0002_agreements'),
    ]

    operations = [
        jatigi.kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Inquiry',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('key_id', models.UUIDField(db_index=True, editable=False)),
                        ('code', models.CharField(max_length=8, unique=True)),
                        ('why', models.CharField(choices=[('care', 'to go on with help that began elsewhere'), ('safety', 'for the person’s safety'), ('child', 'to find who answers for a child'), ('documents', 'to find documents or belongings that stayed elsewhere'), ('other', 'another reason')], max_length=12)),
                        ('words', jatigi.kernel.fields.SealedField(blank=True, editable=True, null=True)),
                        ('used', models.JSONField(default=list)),
                        ('asked_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField()),
                        ('slowed', models.BooleanField(default=False)),
                        ('matched_at', models.DateTimeField(null=True)),
                        ('until', models.DateTimeField()),
                        ('state', models.CharField(choices=[('open', 'transmitted'), ('ended', 'ended')], default='open', max_length=8)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('ended_why', models.CharField(blank=True, choices=[('date', 'its date has passed'), ('withdrawn', 'the person took the agreement back'), ('erased', 'the person was erased')], max_length=12)),
                        ('basis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.lawfulbasis')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['organisation', '-asked_at', 'id'], name='inquiries_newest_first'), models.Index(fields=['by', '-asked_at'], name='inquiries_of_an_account'), models.Index(fields=['state', 'due_at'], name='inquiries_that_wait')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('person',), name='one_open_inquiry')],
                    },
                ),
                migrations.CreateModel(
                    name='Hit',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('key_id', models.UUIDField(db_index=True, editable=False)),
                        ('likeness', jatigi.kernel.fields.SealedField(blank=True, editable=True, null=True)),
                        ('found_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('waiting', 'to be decided with the person'), ('known', 'the person makes themselves known'), ('quiet', 'nothing was answered')], default='waiting', max_length=8)),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('case_worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inquiries.inquiry')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['organisation', 'state', '-found_at'], name='hits_that_wait')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Reply',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('key_id', models.UUIDField(db_index=True, editable=False)),
                        ('contact', jatigi.kernel.fields.SealedField(blank=True, editable=True, null=True)),
                        ('at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('basis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.lawfulbasis')),
                        ('hit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inquiries.hit')),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inquiries.inquiry')),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
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
