"""Copies of pages are pages of their own."""

from wagtail.admin.forms.pages import CopyForm


class CopyWithoutAliasForm(CopyForm):
    """Copies a page, without Wagtail's choice to keep the copy tied to it: a page that repeats another is no page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
