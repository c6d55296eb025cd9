"""``manage.py check_translations``: do translations agree with their originals in terms and figures."""

from django.core.management.base import BaseCommand, CommandError

from languages.checks.messages import message_of
from languages.checks.services import check_everything
from languages.models import ConsistencyFinding
from languages.places import place_of


class Command(BaseCommand):
    help = "Look at every translation anew, print where it differs from its original, and fail if it does."

    def handle(self, *args, **options):
        check_everything()
        open_findings = ConsistencyFinding.objects.filter(accepted_at=None).select_related("locale", "content_type")
        for one in open_findings:
            place = place_of(one.content_type.model_class(), one.field_path).label
            message = message_of(one.kind, one.details)
            self.stdout.write(f"{one.locale.language_code}: {one.title} · {place}: {message}")
        accepted = ConsistencyFinding.objects.exclude(accepted_at=None).count()
        self.stdout.write(f"{len(open_findings)} to look at, {accepted} said to be all right.")
        if open_findings:
            raise CommandError("Translations differ from their originals.")
