"""Languages in the CMS: which are on, and translations that stay with their originals."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..switching import views as switching
from ..together import bulk_actions
from ..together import hooks as together
from ..together.views import PublishTranslationsView


class PermittedMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(switching.PERMISSION)


@hooks.register("register_admin_urls")
def language_urls():
    return [
        path("site-languages/", switching.LanguagesView.as_view(), name="site_languages"),
        path("site-languages/russian/", switching.lead_russian, name="lead_russian"),
        path("site-languages/<str:code>/", switching.SwitchView.as_view(), name="switch_language"),
        path("publish-translations/<int:pk>/", PublishTranslationsView.as_view(), name="publish_translations"),
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


hooks.register("before_move_page", together.before_move)
hooks.register("before_delete_page", together.before_delete)
hooks.register("after_unpublish_page", together.after_unpublish)
hooks.register("after_publish_page", together.after_publish)
hooks.register("after_copy_page", together.after_copy)
hooks.register("before_bulk_action", bulk_actions.refuse_bulk_action)
# After Wagtail's own, so that these take their places.
hooks.register("register_bulk_action", bulk_actions.UnpublishTogetherAction, order=100)
hooks.register("register_bulk_action", bulk_actions.PublishTogetherAction, order=100)
