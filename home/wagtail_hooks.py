"""Help contacts in the CMS."""

from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .contact_list import HelpContactViewSet, verify_urls
from .verifying_views import ContactsToVerifyPanel, VerifyContacts

register_snippet(HelpContactViewSet)
hooks.register("register_admin_urls", verify_urls)
hooks.register("register_bulk_action", VerifyContacts)


@hooks.register("register_permissions")
def verify_permission():
    """Let administrators give a group the right to verify contacts."""
    return Permission.objects.filter(content_type__app_label="home", codename="verify_helpcontact")


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("home.verify_contact", _("Verify a contact"), _("Verified as of this day"))


@hooks.register("construct_homepage_panels")
def show_contacts_to_verify(request, panels):
    panels.append(ContactsToVerifyPanel())


@hooks.register("insert_global_admin_css")
def contact_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("css/contact-admin.css"))
