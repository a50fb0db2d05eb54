"""All that the migrations before it made, at once: what a node starts from when it starts from nothing."""

import django.db.models.deletion
import jatigi.kernel.clock
import jatigi.kernel.fields
import jatigi.kernel.migrating
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('protection', '0001_initial'), ('protection', '0002_agreements')]

    initial = True

    dependencies = [
        ('agencies', '0005_organisation_aliases'),
    ]

    operations = [
        jatigi.kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name='LawfulBasis',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('key_id', models.UUIDField(db_index=True, editable=False)),
                        ('subject_id', models.UUIDField()),
                        ('kind', models.CharField(choices=[('consent', 'informed consent'), ('assent', "child's assent, with a guardian or the competent authority"), ('vital_interest', 'vital interest'), ('mandate', 'mandate in law')], max_length=16)),
                        ('agreed', models.BooleanField(default=True)),
                        ('purposes', models.JSONField(default=list)),
                        ('categories', models.JSONField(default=list)),
                        ('from_at', models.DateTimeField()),
                        ('until', models.DateField()),
                        ('language', models.CharField(max_length=8)),
                        ('form', models.CharField(blank=True, choices=[('signature', 'signature'), ('thumbprint', 'thumbprint'), ('verbal', 'spoken agreement before a witness'), ('paper', 'signed on paper, entered later')], max_length=16)),
                        ('second_look_due', models.DateTimeField(db_index=True, null=True)),
                        ('reason', jatigi.kernel.fields.SealedField(blank=True, editable=True, null=True)),
                        ('witness', jatigi.kernel.fields.SealedField(blank=True, editable=True, null=True)),
                        ('guardian', jatigi.kernel.fields.SealedField(blank=True, editable=True, null=True)),
                        ('signature', jatigi.kernel.fields.SealedBytes(blank=True, editable=True, null=True)),
                        ('explained_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                        ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['organisation', 'subject_id'], name='bases_of_a_person')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Overdue',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('at', models.DateTimeField()),
                        ('basis', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.lawfulbasis')),
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
                migrations.CreateModel(
                    name='SecondLook',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('key_id', models.UUIDField(db_index=True, editable=False)),
                        ('confirmed', models.BooleanField()),
                        ('looked_at', models.DateTimeField()),
                        ('note', jatigi.kernel.fields.SealedField(blank=True, editable=True, null=True)),
                        ('basis', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.lawfulbasis')),
                        ('looked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                migrations.CreateModel(
                    name='Withdrawal',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('at', models.DateTimeField()),
                        ('cause', models.CharField(choices=[('person', 'withdrawn by the person'), ('guardian', 'withdrawn by the guardian or the authority'), ('refused', 'the person was asked again and refused'), ('second_look', 'not confirmed by the second look'), ('mistake', 'recorded by mistake'), ('erasure', 'the person was erased')], max_length=16)),
                        ('basis', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.lawfulbasis')),
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
                migrations.CreateModel(
                    name='Grant',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('object_type', models.CharField(max_length=60)),
                        ('object_id', models.UUIDField()),
                        ('purpose', models.CharField(choices=[('public', 'public information'), ('reception', 'reception and registration'), ('case_management', 'case management'), ('referral', 'referral to a service'), ('family_links', 'restoring family links'), ('return', 'return and reintegration'), ('statistics', 'statistics without names'), ('oversight', 'supervision and quality'), ('administration', 'administration of accounts and settings')], max_length=32)),
                        ('from_at', models.DateTimeField()),
                        ('until', models.DateTimeField(null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                        ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                        ('basis', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.lawfulbasis')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['recipient', 'object_type', 'object_id'], name='grants_of_a_recipient')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='SharingAgreement',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('title', models.CharField(max_length=160)),
                        ('paper', models.CharField(max_length=300)),
                        ('categories', models.JSONField(default=list)),
                        ('purposes', models.JSONField(default=list)),
                        ('from_on', models.DateField()),
                        ('until', models.DateField(db_index=True)),
                        ('state', models.CharField(choices=[('draft', 'to be signed'), ('signed', 'signed by all'), ('in_force', 'in force'), ('ended', 'run out'), ('denounced', 'denounced'), ('discarded', 'discarded before it was signed')], default='draft', max_length=12)),
                        ('denounced_on', models.DateField(null=True)),
                        ('why', models.CharField(blank=True, max_length=300)),
                        ('warned_days', models.PositiveSmallIntegerField(null=True)),
                        ('denounced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
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
                migrations.CreateModel(
                    name='SharingParty',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('gives', models.BooleanField(default=True)),
                        ('takes', models.BooleanField(default=True)),
                        ('signatory', models.CharField(blank=True, max_length=120)),
                        ('function', models.CharField(blank=True, max_length=120)),
                        ('signed_on', models.DateField(null=True)),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='protection.sharingagreement')),
                        ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['organisation', 'agreement'], name='agreements_of_a_party')],
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'organisation'), name='one_party_per_agreement')],
                    },
                ),
            ],
        ),
    ]
