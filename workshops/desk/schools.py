"""The register of schools in the CMS."""

from django.contrib.admin.utils import quote
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from workshops.models import Booking, School
from workshops.models.schools import fold

from .exports import SafeExportMixin
from .menu import MENU_HOOK
from .school_merging import may_merge


class SchoolIndexView(SafeExportMixin, IndexView):
    """The register, with the number of bookings of each school that is listed."""

    def get_base_queryset(self):
        own = Booking.objects.filter(school=OuterRef("pk")).order_by().values("school").annotate(number=Count("pk"))
        number = Coalesce(Subquery(own.values("number"), output_field=IntegerField()), 0)
        return super().get_base_queryset().annotate(booking_count=number)

    def search_queryset(self, queryset):
        """Find every word in the name and the town without diacritics; anything else as it is typed."""
        if not self.is_searching:
            return queryset
        for word in fold(self.search_query).split():
            queryset = queryset.filter(search_text__contains=word)
        return queryset | super().search_queryset(self.get_base_queryset())


class SchoolEditView(EditView):
    """The form of a school; a duplicate can be merged into it."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if may_merge(self.request.user):
            url = reverse("workshops_merge_schools", args=[quote(self.object.pk)])
            buttons.append(Button(_("Merge with a duplicate"), url=url, icon_name="copy", priority=20))
        return buttons


class SchoolViewSet(ModelViewSet):
    """Schools: listed, searched with or without diacritics, filtered by type and region."""

    model = School
    icon = "home"
    menu_label = _("Schools")
    name = "schools"
    menu_hook = MENU_HOOK
    menu_order = 40
    index_view_class = SchoolIndexView
    edit_view_class = SchoolEditView
    list_display = [
        TitleColumn("name", label=_("Name"), url_name="schools:edit", sort_key="name", accessor="name"),
        Column("get_type_display", label=_("Type"), accessor="get_type_display", sort_key="type"),
        Column("town", label=_("Town"), accessor="town", sort_key="town"),
        Column("get_region_display", label=_("Statistical region"), accessor="get_region_display", sort_key="region"),
        Column("booking_count", label=_("Bookings")),
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
    ]
    list_filter = ["type", "region", "is_active"]
    search_fields = ["name", "town", "search_text", "municipality", "register_number", "email"]
    list_export = [
        "register_number",
        "name",
        "type",
        "address",
        "postcode",
        "town",
        "municipality",
        "region",
        "email",
        "is_active",
    ]
    list_per_page = 50
    ordering = "name"
    copy_view_enabled = False
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("type"), FieldPanel("register_number")]),
                FieldPanel("is_active"),
            ],
            heading=_("School"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("town")]),
                FieldRowPanel([FieldPanel("municipality"), FieldPanel("region")]),
                FieldPanel("email", help_text=_("The school's own address, not a person's.")),
            ],
            heading=_("Contact"),
        ),
    ]
