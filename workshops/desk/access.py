"""Who may be at the desk."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.permissions import policy_registry

from workshops.models import Booking

PERMISSION = "workshops.change_booking"


def is_coordinator(user) -> bool:
    return user.has_perm(PERMISSION)


def coordinators() -> QuerySet:
    """Return everybody to whom a booking can be assigned, by name."""
    users = policy_registry.get_by_type(Booking).users_with_permission("change")
    return users.filter(is_active=True).order_by("first_name", "last_name", get_user_model().USERNAME_FIELD)


def for_coordinators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only coordinators use a view of the CMS."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_coordinator(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
