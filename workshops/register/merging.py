"""What happens to a school of the register, other than being imported."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from workshops.models import Booking, School

DETAILS = ("register_number", "address", "postcode", "municipality", "region", "email")


@transaction.atomic
def merge_schools(*, keep: School, duplicate: School, by: AbstractBaseUser | None) -> School:
    """Make two entries of one school one: bookings move to ``keep``, the duplicate is deleted.

    What only the duplicate knows (its register number above all, by which the next import finds it) is taken over.
    What the school typed in its bookings stays as it is. The history of ``keep`` says who merged what. Should both
    have a register number, that of ``keep`` stays; a file that still holds the other one brings the duplicate back.

    Raises ``ValidationError`` when the two are the same, or one of them is gone.
    """
    # Always locked in the same order, so that two merges at once wait for each other instead of blocking.
    schools = School.objects.select_for_update().filter(pk__in=[keep.pk, duplicate.pk]).order_by("pk")
    locked = {school.pk: school for school in schools}
    if len(locked) != 2:
        raise ValidationError(_("Choose two different schools that are both still in the register."))
    keep, duplicate = locked[keep.pk], locked[duplicate.pk]
    moved = Booking.objects.filter(school=duplicate).update(school=keep)
    log(instance=duplicate, action="wagtail.delete", user=by, deleted=True)
    merged = {"register_number": duplicate.register_number, "name": str(duplicate), "bookings": moved}
    log(instance=keep, action="wagtail.edit", user=by, data={"merged": merged})
    missing = {name: getattr(duplicate, name) for name in DETAILS if not getattr(keep, name)}
    # Deleted first: a register number can be held by one school only.
    duplicate.delete()
    for name, value in missing.items():
        setattr(keep, name, value)
    keep.save()
    return keep
