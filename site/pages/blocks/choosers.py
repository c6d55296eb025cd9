"""A page chooser that does not ask the database again for what a request has read already."""

from wagtail import blocks

from pages.link_targets import known_pages


class PageChooserBlock(blocks.PageChooserBlock):
    """Wagtail's chooser, with pages taken from the request's link targets where they are."""

    def bulk_to_python(self, values):
        known = known_pages()
        if all(value is None or value in known for value in values):
            return [known.get(value) for value in values]
        return super().bulk_to_python(values)

    def deconstruct(self):
        """Stay Wagtail's own block in migrations."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs
