"""What may be done with a page beyond Wagtail's rules: what holds for all languages is decided in the original."""

from wagtail.models import PagePermissionTester

from .families import is_original


class FollowingPermissionTester(PagePermissionTester):
    """The order and the privacy of pages are set in the language of the originals alone."""

    def can_reorder_children(self):
        return is_original(self.page) and super().can_reorder_children()

    def can_set_view_restrictions(self):
        return is_original(self.page) and super().can_set_view_restrictions()
