"""Choosers that do not ask the database again for what a request has read already.

Outside a reader's request each is Wagtail's own.
"""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock as WagtailSnippetChooserBlock

from pages import pictures, records, scope, tree


class PageChooserBlock(blocks.PageChooserBlock):
    """Takes pages from the tree of the request where they are."""

    def bulk_to_python(self, values):
        known = tree.current().by_pk
        if all(value is None or value in known for value in values):
            return [known.get(value) for value in values]
        return super().bulk_to_python(values)

    def deconstruct(self):
        """Stay Wagtail's own block in migrations."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", args, kwargs


class ImageChooserBlock(WagtailImageChooserBlock):
    """Takes pictures from those that the request reads together, with their sizes."""

    def bulk_to_python(self, values):
        found = pictures.find(values) if scope.is_open() else []
        return found if found and all(found) else super().bulk_to_python(values)

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.images.blocks.ImageChooserBlock", args, kwargs


class _RecordChooser:
    def bulk_to_python(self, values):
        return records.find(self.model_class, values) if scope.is_open() else super().bulk_to_python(values)


class SnippetChooserBlock(_RecordChooser, WagtailSnippetChooserBlock):
    """Takes records from those that the request reads together."""

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", args, kwargs


class DocumentChooserBlock(_RecordChooser, WagtailDocumentChooserBlock):
    """Takes documents from those that the request reads together."""

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.documents.blocks.DocumentChooserBlock", args, kwargs


class ChoiceBlock(blocks.ChoiceBlock):
    """Takes a choice as it is kept, a text; Wagtail looks for it among all choices, in case it was a number."""

    def to_python(self, value):
        return value
