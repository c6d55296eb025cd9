"""Languages in the CMS: which are on."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .switching import views as switching


class PermittedMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(switching.PERMISSION)


@hooks.register("register_admin_urls")
def language_urls():
    return [
        path("site-languages/", switching.LanguagesView.as_view(), name="site_languages"),
        path("site-languages/russian/", switching.lead_russian, name="lead_russian"),
        path("site-languages/<str:code>/", switching.SwitchView.as_view(), name="switch_language"),
    ]


@hooks.register("register_settings_menu_item")
def languages_menu_item():
    return PermittedMenuItem(
        switching.TITLE, reverse("site_languages"), name="site-languages", icon_name="globe", order=650
    )


@hooks.register("register_permissions")
def language_permissions():
    """Let administrators give a group the right to switch languages."""
    return Permission.objects.filter(content_type__app_label="languages", codename="change_sitelanguage")
