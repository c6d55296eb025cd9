"""Pictures within the text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks.choosers import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """A picture with alternative text, which is empty only when the picture is decoration."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("alternative text"),
        max_length=200,
        required=False,
        help_text=_("What the picture shows. Leave empty only if it is mere decoration."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False)
    credit = blocks.CharBlock(label=_("credit"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with alternative text, caption and credit.")
        template = "blocks/picture.html"
        group = _("Pictures and data")
        preview_value = {"image": None, "alt": "", "caption": "Ključ na polici", "credit": ""}
