import django.db.models.deletion
import jatigi.kernel.clock
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
                    name='Edition',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('entered_at', models.DateTimeField(default=jatigi.kernel.clock.now, editable=False)),
                        ('keep_until', models.DateField(db_index=True, editable=False, null=True)),
                        ('code', models.SlugField(db_index=False, max_length=80)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=160)),
                        ('question', models.CharField(max_length=300)),
                        ('measure', models.CharField(choices=[('people', 'people, files, referrals or passages'), ('things', 'things: agreements, meetings, projects, places …'), ('money', 'amounts in CFA francs')], max_length=8)),
                        ('confided', models.BooleanField(default=False)),
                        ('threshold', models.PositiveSmallIntegerField(default=0)),
                        ('rounding', models.PositiveSmallIntegerField(default=1)),
                        ('row_name', models.CharField(max_length=80)),
                        ('column_name', models.CharField(blank=True, max_length=80)),
                        ('from_on', models.DateField()),
                        ('until', models.DateField()),
                        ('source', models.CharField(max_length=300)),
                        ('source_on', models.DateField()),
                        ('licence', models.CharField(choices=[('cc-by-4.0', 'Creative Commons Attribution 4.0 (CC BY 4.0)'), ('cc0-1.0', 'Creative Commons Zero 1.0 (CC0): no condition'), ('mention', 'free to use where the source is named')], default='cc-by-4.0', max_length=10)),
                        ('remarks', models.TextField(blank=True)),
                        ('content', models.JSONField(default=dict)),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('proposed', 'waits for approval'), ('published', 'published'), ('superseded', 'replaced by a newer version'), ('withdrawn', 'withdrawn'), ('discarded', 'discarded')], default='draft', max_length=10)),
                        ('published_at', models.DateTimeField(null=True)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('why', models.CharField(blank=True, max_length=300)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.organisation')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['state', '-source_on'], name='editions_by_state')],
                        'constraints': [models.UniqueConstraint(fields=('code', 'number'), name='one_edition_per_number'), models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('code',), name='one_published_edition'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'proposed'])), fields=('code',), name='one_edition_in_work')],
                    },
                ),
            ],
        ),
    ]
