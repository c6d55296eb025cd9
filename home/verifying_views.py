"""Saying in the CMS that contacts were verified today: one by one, several at once, and how many wait for it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Locale
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from .models import HelpContact
from .verifying import PERMISSION, verify


class VerifyView(View):
    """Note that one contact was verified today, and go back to where the button stood."""

    http_method_names = ["post"]

    def post(self, request, pk):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        contact = get_object_or_404(HelpContact, pk=pk)
        if not contact.is_reachable:
            messages.error(request, _("There is no number or address yet that could be verified."))
        else:
            verify(contact=contact, by=request.user)
            messages.success(request, _("“%s” is verified as of today, in every language.") % contact)
        return redirect(self._back(request))

    @staticmethod
    def _back(request) -> str:
        address = request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
            return address
        return reverse(HelpContact.snippet_viewset.get_url_name("list"))


class VerifyContacts(SnippetBulkAction):
    """Note that the chosen contacts were verified today."""

    models = [HelpContact]
    display_name = _("Verified today")
    aria_label = _("Say that the selected contacts were verified today")
    action_type = "verify"
    action_priority = 5
    template_name = "home/admin/verify_bulk.html"

    def check_perm(self, contact):
        return self.request.user.has_perm(PERMISSION) and contact.is_reachable

    def get_execution_context(self):
        return {"user": self.request.user}

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        families = {contact.translation_key: contact for contact in objects}
        for contact in families.values():
            verify(contact=contact, by=user)
        return len(families), 0

    def get_success_message(self, count, _children):
        message = ngettext("%(count)d contact is verified as of today.", "%(count)d contacts are verified.", count)
        return message % {"count": count}


class ContactsToVerifyPanel(Component):
    """How many published contacts should be verified, on the first screen of those who may."""

    name = "contacts_to_verify"
    template_name = "home/admin/contacts_panel.html"
    order = 60

    def get_context_data(self, parent_context):
        if not parent_context["request"].user.has_perm(PERMISSION):
            return {"hidden": True}
        source = Locale.get_default()
        due = HelpContact.objects.due().filter(live=True, locale=source).count()
        address = reverse(HelpContact.snippet_viewset.get_url_name("list"))
        return {"total": due, "address": f"{address}?verification=due&locale={source.language_code}"}
