"""Facilitators, and when they are away, in the CMS."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, DateTimeField, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from workshops.choices import Region
from workshops.engagements import HELD, day_bounds, school_year_of
from workshops.models import BlockedPeriod, Facilitator, Session

from .exports import SafeExportMixin
from .people_panels import CalendarAddressPanel, UpcomingPanel

LANGUAGES = ("speaks_slovenian", "speaks_english", "speaks_serbian", "speaks_ukrainian")


def with_work(facilitators: QuerySet[Facilitator]) -> QuerySet[Facilitator]:
    """Add ``next_session`` and ``sessions_this_year``, counted for the rows that are read alone."""
    now = timezone.now()
    since, until = day_bounds(*school_year_of(timezone.localdate()))
    led = Session.objects.filter(facilitators=OuterRef("pk")).order_by()
    coming = led.filter(state=Session.State.PLANNED, starts_at__gte=now).order_by("starts_at").values("starts_at")[:1]
    year = led.filter(state__in=HELD, starts_at__gte=since, starts_at__lt=until)
    number = year.values("facilitators").annotate(number=Count("pk")).values("number")
    return facilitators.annotate(
        next_session=Subquery(coming, output_field=DateTimeField()),
        sessions_this_year=Coalesce(Subquery(number, output_field=IntegerField()), 0),
    )


def _next_session(person: Facilitator) -> str:
    if person.next_session is None:
        return ""
    start = timezone.localtime(person.next_session)
    return f"{formats.date_format(start, 'DATE_FORMAT')}, {start:%H:%M}"


class FacilitatorForm(WagtailAdminModelForm):
    """Regions as boxes to tick; somebody who speaks no language could lead nothing."""

    regions = forms.MultipleChoiceField(
        label=_("Regions"),
        choices=Region.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where this person can go. If none is chosen: everywhere in Slovenia."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in LANGUAGES):
            raise ValidationError(_("Please choose at least one language that this person speaks."))
        return cleaned


class FacilitatorIndexView(SafeExportMixin, IndexView):
    """The listing, with how much each person has to do."""

    def get_base_queryset(self) -> QuerySet[Facilitator]:
        return with_work(super().get_base_queryset())

    def order_queryset(self, queryset):
        # Whoever has nothing ahead comes last, whichever way.
        if self.ordering in ("next_session", "-next_session"):
            by = F("next_session")
            ordered = by.desc(nulls_last=True) if self.ordering.startswith("-") else by.asc(nulls_last=True)
            return queryset.order_by(ordered, "name")
        return super().order_queryset(queryset)


class FacilitatorEditView(EditView):
    """The form; the forms of its panels stand behind it, because a form cannot hold another."""

    template_name = "workshops/desk/facilitator_edit.html"


class FacilitatorViewSet(ModelViewSet):
    """Who leads workshops."""

    model = Facilitator
    icon = "user"
    menu_label = _("Facilitators")
    name = "facilitators"
    add_to_admin_menu = True
    menu_order = 152
    index_view_class = FacilitatorIndexView
    edit_view_class = FacilitatorEditView
    list_display = [
        TitleColumn("name", label=_("Name"), url_name="facilitators:edit", sort_key="name", accessor="name"),
        Column("get_kind_display", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("email", label=_("E-mail"), accessor="email"),
        Column("next_session", label=_("Next workshop"), accessor=_next_session, sort_key="next_session"),
        Column("sessions_this_year", label=_("This school year"), sort_key="sessions_this_year"),
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
    ]
    list_filter = ["kind", "is_active", *LANGUAGES]
    list_export = ["name", "kind", "email", "next_session", "sessions_this_year", "is_active"]
    list_per_page = 50
    ordering = "name"
    search_fields = ["name", "email"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("most_per_day")]),
                    FieldPanel("is_active"),
                ],
                heading=_("Person"),
            ),
            MultiFieldPanel([FieldPanel("email"), FieldPanel("locale")], heading=_("E-mail")),
            FieldRowPanel([FieldPanel(name) for name in LANGUAGES], heading=_("Languages")),
            FieldPanel("regions", heading=_("Regions")),
            UpcomingPanel(heading=_("What lies ahead")),
            CalendarAddressPanel(heading=_("Private calendar")),
        ],
        base_form_class=FacilitatorForm,
    )


class BlockedPeriodCreateView(CreateView):
    """The form; whoever comes from a facilitator's screen finds that person chosen."""

    def get_initial(self) -> dict:
        person = self.request.GET.get("facilitator", "")
        return {**super().get_initial(), **({"facilitator": person} if person.isdecimal() else {})}


class BlockedPeriodIndexView(IndexView):
    """Fetches the facilitators with the periods: one query, however many are listed."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("facilitator")


class BlockedPeriodViewSet(ModelViewSet):
    """When facilitators are away."""

    model = BlockedPeriod
    index_view_class = BlockedPeriodIndexView
    icon = "date"
    menu_label = _("Blocked periods")
    name = "blocked_periods"
    add_to_admin_menu = True
    menu_order = 153
    add_view_class = BlockedPeriodCreateView
    list_display = ["facilitator", "first_day", "last_day", "reason"]
    list_filter = {"facilitator": ["exact"], "first_day": ["gte"], "last_day": ["lte"]}
    list_per_page = 50
    ordering = "-first_day"
    search_fields = ["facilitator__name", "reason"]
    copy_view_enabled = False
    panels = [
        FieldPanel("facilitator"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")], heading=_("Both days belong to it")),
        FieldPanel("reason"),
    ]
