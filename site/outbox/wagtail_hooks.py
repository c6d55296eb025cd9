"""Outgoing mail in the CMS: what waits, what went, what was given up."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from .models import OutgoingMail
from .permissions import SuperusersReadPolicy
from .views import send_again


class OutgoingMailIndexView(IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().defer("mime")


class OutgoingMailViewSet(ModelViewSet):
    """Listed, searched and read; the text of a mail is not shown."""

    model = OutgoingMail
    name = "outbox"
    icon = "mail"
    add_to_settings_menu = True
    add_to_reference_index = False
    index_view_class = OutgoingMailIndexView
    list_display = [
        "subject",
        "recipient",
        "status",
        "attempts",
        DateColumn("created_at", label=_("Created"), sort_key="created_at"),
    ]
    list_filter = ["status"]
    search_fields = ["recipient", "subject"]
    list_per_page = 50
    ordering = "-created_at"
    form_fields = []
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_template_name = "outbox/inspect.html"
    inspect_view_fields = [
        "created_at",
        "recipient",
        "sender",
        "subject",
        "message_id",
        "status",
        "attempts",
        "next_attempt_at",
        "last_error",
        "sent_at",
    ]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("again/<int:pk>/", send_again, name="send_again")]


register_permission_policy(OutgoingMail, SuperusersReadPolicy(OutgoingMail))


@hooks.register("register_admin_viewset")
def register_outgoing_mail_viewset():
    return OutgoingMailViewSet()
