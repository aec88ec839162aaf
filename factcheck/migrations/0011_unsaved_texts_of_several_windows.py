from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0010_claims_split_and_merged'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='unsavedtext',
            name='unsaved_text_once_per_form',
        ),
        migrations.AddField(
            model_name='unsavedtext',
            name='drawn',
            field=models.CharField(default='', max_length=32),
        ),
        migrations.AddConstraint(
            model_name='unsavedtext',
            constraint=models.UniqueConstraint(fields=('person', 'name', 'drawn'), name='unsaved_text_once_per_drawn_form'),
        ),
    ]
