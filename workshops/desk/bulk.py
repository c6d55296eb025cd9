"""What can be done to many bookings of the list at once: assign, and decline."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.views.bulk_action import BulkAction

from workshops.choices import Status
from workshops.decisions import compose_decision, decide
from workshops.mail import without_recipient
from workshops.models import Booking
from workshops.transitions import TransitionRefused, may_move

from .access import coordinators, is_coordinator
from .filters import BookingFilterSet, search_bookings
from .upkeep import assign

# More at once would be a click that nobody can oversee.
MOST = 100


class BookingBulkAction(BulkAction):
    """Chosen bookings, or all that the list's filters and search leave; ``MOST`` at the most."""

    models = [Booking]
    icon = "calendar-alt"
    question = ""
    refused = ""
    button = ""
    button_class = ""

    def dispatch(self, request, *args, **kwargs):
        if not is_coordinator(request.user):
            raise PermissionDenied
        if not any(self.get_actionable_objects_once):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model, object_ids):
        keys = [key for key in map(str, object_ids) if key.isascii() and key.isdigit() and len(key) < 18]
        return Booking.objects.filter(pk__in=keys).order_by("created_at")[:MOST]

    def get_all_objects_in_listing_query(self, parent_id):
        bookings = Booking.objects.all()
        filters = BookingFilterSet(self.request.GET, request=self.request)
        if filters.is_valid():
            bookings = filters.filter_queryset(bookings)
        search = SearchForm(self.request.GET)
        if search.is_valid() and search.cleaned_data["q"]:
            bookings = search_bookings(bookings, search.cleaned_data["q"])
        return list(bookings.order_by("created_at").values_list("pk", flat=True)[:MOST])

    @cached_property
    def get_actionable_objects_once(self) -> tuple[list[Booking], list[Booking]]:
        objects, others = super().get_actionable_objects()
        return objects, others["items_with_no_access"]

    def get_actionable_objects(self):
        objects, others = self.get_actionable_objects_once
        return objects, {"items_with_no_access": others}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        labels = {"title": self.display_name, "icon": self.icon, "question": self.question}
        labels |= {"button": self.button, "action_button_class": self.button_class}
        return {**context, **labels, "refused": self.refused, "most": MOST}

    def get_execution_context(self):
        return {"request": self.request, **self.cleaned_form.cleaned_data}


class AssignForm(forms.Form):
    assignee = forms.ModelChoiceField(
        label=_("Assign to"), queryset=get_user_model().objects.none(), required=False, empty_label=_("nobody")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = coordinators()
        self.fields["assignee"].label_from_instance = lambda user: user.get_full_name() or user.get_username()


class AssignBookings(BookingBulkAction):
    """Give bookings to one coordinator."""

    display_name = _("Assign")
    aria_label = _("Assign selected bookings to a coordinator")
    action_type = "assign"
    action_priority = 10
    icon = "user"
    template_name = "workshops/desk/bookings/bulk.html"
    form_class = AssignForm
    question = _("Who takes care of these bookings?")
    button = _("Assign")

    @classmethod
    def execute_action(cls, objects, request=None, assignee=None, **kwargs):
        for booking in objects:
            assign(booking=booking, to=assignee, by=request.user)
        return len(objects), 0

    def get_success_message(self, count, _children):
        return ngettext("%(count)s booking is assigned.", "%(count)s bookings are assigned.", count) % {
            "count": count
        }


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is logged, and stands in the e-mail to the school."),
    )
    write = forms.BooleanField(label=_("Write to each school, in its language"), required=False, initial=True)


class DeclineBookings(BookingBulkAction):
    """Decline bookings; those that cannot be declined any more are left as they are, and named."""

    display_name = _("Decline")
    aria_label = _("Decline selected bookings")
    action_type = "decline"
    action_priority = 20
    icon = "circle-xmark"
    classes = {"serious"}
    template_name = "workshops/desk/bookings/bulk.html"
    form_class = DeclineForm
    question = _("These bookings will be declined:")
    refused = _("These cannot be declined from where they stand, and stay as they are:")
    button = _("Decline")
    button_class = "serious"

    def check_perm(self, booking):
        return may_move(booking.status, Status.DECLINED)

    @classmethod
    def execute_action(cls, objects, request=None, reason="", write=True, **kwargs):
        late = []
        for booking in objects:
            draft = compose_decision(booking=booking, to=Status.DECLINED, reason=reason)
            draft = draft if write else without_recipient(draft)
            try:
                decide(booking=booking, to=Status.DECLINED, user=request.user, reason=reason, draft=draft)
            except TransitionRefused:
                late.append(booking)
        cls._name_those_left(request, late)
        return len(objects) - len(late), 0

    def prepare_action(self, objects, objects_without_access):
        self._name_those_left(self.request, objects_without_access["items_with_no_access"])

    @staticmethod
    def _name_those_left(request, bookings: list[Booking]) -> None:
        if bookings:
            names = ", ".join(booking.reference for booking in bookings)
            messages.warning(request, _("Not declined, because their status does not permit it: %s.") % names)

    def get_success_message(self, count, _children):
        if not count:
            return None
        return ngettext("%(count)s booking is declined.", "%(count)s bookings are declined.", count) % {
            "count": count
        }
