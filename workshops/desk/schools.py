"""The register of schools in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from workshops.models import School

from .exports import SafeExportIndexView


class SchoolViewSet(ModelViewSet):
    """Schools: listed, searched with or without diacritics, filtered by type and region."""

    model = School
    index_view_class = SafeExportIndexView
    icon = "home"
    menu_label = _("Schools")
    name = "schools"
    add_to_admin_menu = True
    menu_order = 151
    list_display = [
        TitleColumn("name", label=_("Name"), url_name="schools:edit", sort_key="name", accessor="name"),
        Column("get_type_display", label=_("Type"), accessor="get_type_display", sort_key="type"),
        Column("town", label=_("Town"), accessor="town", sort_key="town"),
        Column("get_region_display", label=_("Statistical region"), accessor="get_region_display", sort_key="region"),
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
