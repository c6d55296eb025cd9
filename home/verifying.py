"""When somebody last made sure that a contact is right, and saying so again."""

import json
from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail_localize.models import TranslationSource

# So long a verification holds.
HOLDS = timedelta(days=180)
PERMISSION = "home.verify_helpcontact"


class ContactQuerySet(models.QuerySet):
    """Help contacts by how long ago they were verified."""

    def reachable(self):
        return self.exclude(number="", number_abroad="", email="")

    def never_verified(self):
        return self.reachable().filter(verified_on=None)

    def verified_too_long_ago(self):
        return self.reachable().filter(verified_on__lt=timezone.localdate() - HOLDS)

    def due(self):
        """Return contacts that should be verified: never, or too long ago. One without a way to reach it is not."""
        return self.never_verified() | self.verified_too_long_ago()

    def fresh(self):
        return self.filter(verified_on__gte=timezone.localdate() - HOLDS)


def is_due(contact) -> bool:
    """Say of one contact what ``due`` says of many."""
    verified = contact.verified_on
    return contact.is_reachable and (verified is None or verified < timezone.localdate() - HOLDS)


@transaction.atomic
def verify(*, contact: models.Model, by: AbstractBaseUser) -> None:
    """Note that a contact was verified today, in every language at once.

    Words, drafts and states of translations stay as they are: nothing is published, only the date changes, in what is
    public and in what is being written.
    """
    today = timezone.localdate()
    family = type(contact)._default_manager.select_for_update(of=("self",))
    for one in family.filter(translation_key=contact.translation_key).order_by("pk"):
        _date(one, today, by)
        log(instance=one, action="home.verify_contact", user=by)
    _date_source(contact.translation_key, today)


def _date(contact: models.Model, today: date, by: AbstractBaseUser) -> None:
    """Write the date into the row, into a new revision of what was last written, and into what is to be published."""
    written = contact.get_latest_revision_as_object()
    contact.verified_on = written.verified_on = today
    contact.save(update_fields=["verified_on"])
    for revision in contact.revisions.exclude(approved_go_live_at=None):
        revision.content["verified_on"] = today.isoformat()
        revision.save(update_fields=["content"])
    if contact.latest_revision_id is None:
        return
    revision = written.save_revision(user=by, clean=False, changed=False)
    if contact.live and not contact.has_unpublished_changes:
        # The row is public already, and no other word with it: nothing is published that was not.
        type(contact)._default_manager.filter(pk=contact.pk).update(live_revision=revision)


def _date_source(key, today: date) -> None:
    """Tell what translations are made from, so that the next one does not bring the old date back."""
    for source in TranslationSource.objects.select_for_update().filter(object_id=key):
        content = {**json.loads(source.content_json), "verified_on": today.isoformat()}
        # Its strings are as they were: no signal, and no state of a translation changes.
        TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
