"""Every piece of metadata gets its origin, an article may be a copy of another, and revisions get sketches.

Where the metadata that is here came from was not stored, but follows. Until now what a file only let guess was
left out: what an article had when it was brought in as a file, and still has, the file says. Anything else a
person entered. Brought in as a file it was if its first title came from the file or was guessed. The same goes
for each of its history rows. An article without a history row from its beginning was entered by a person.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

DETAILS = ("outlet", "byline", "published", "source_url", "language")
CHOICES = [('', 'Not known'), ('file', 'From the file'), ('guess', 'Guessed'), ('person', 'Entered by a person')]


def say_where_from(apps, schema_editor):
    Article, History = (apps.get_model("annotations", name) for name in ("Article", "HistoricalArticle"))
    first = {}
    for row in History.objects.order_by("history_id").iterator():
        first.setdefault(row.id, row)
        _say(History, row, first[row.id])
    for row in Article.objects.order_by("id").iterator():
        _say(Article, row, first.get(row.id))


def _say(model, row, first):
    of_file = first is not None and first.history_type == "+" and first.title_origin in ("file", "guess")
    origins = {
        f"{name}_origin": "file" if of_file and getattr(row, name) == getattr(first, name) else "person"
        for name in DETAILS
        if getattr(row, name)
    }
    if origins:
        model.objects.filter(pk=row.pk).update(**origins)


def origin_and_value(name):
    value, origin = Q(**{name: ""}), Q(**{f"{name}_origin": ""})
    return models.CheckConstraint(
        name=f"article_{name}_says_where_it_is_from",
        condition=(value & origin) | (~value & ~origin),
        violation_error_message=f"What is known as {name} needs its origin, and nothing has none.",
    )


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0003_kinds_of_span_besides_claims'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sketch',
            fields=[
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='sketch', serialize=False, to='annotations.revision')),
                ('fingerprint', models.BinaryField(max_length=512)),
            ],
        ),
        migrations.AddField(
            model_name='article',
            name='copy_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='annotations.article'),
        ),
        migrations.AddField(
            model_name='historicalarticle',
            name='copy_of',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='annotations.article'),
        ),
        *(
            migrations.AddField(
                model_name=model,
                name=f'{name}_origin',
                field=models.CharField(blank=True, choices=CHOICES, default='', max_length=10),
                preserve_default=False,
            )
            for model in ('article', 'historicalarticle')
            for name in DETAILS
        ),
        migrations.RunPython(say_where_from, migrations.RunPython.noop),
        *(migrations.AddConstraint(model_name='article', constraint=origin_and_value(name)) for name in DETAILS),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=~Q(copy_of=F('id')), name='article_is_no_copy_of_itself'),
        ),
        migrations.AlterConstraint(
            model_name='article',
            name='article_title_says_where_it_is_from',
            constraint=origin_and_value('title'),
        ),
    ]
