from django.db import migrations


class Migration(migrations.Migration):
    """Find what stands in header and footer, the pages below each home page, without looking at all others.

    The table is Wagtail's, which knows nothing of this index. Where it is lost, all works as before, but slower.
    """

    dependencies = [
        ("pages", "0002_leave_this_page"),
        ("wagtailcore", "0053_locale_model"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX pages_below_home ON wagtailcore_page (locale_id) WHERE depth = 3",
            "DROP INDEX pages_below_home",
        ),
    ]
