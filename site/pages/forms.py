"""What happens when an editor saves a picture."""

from django.db import transaction
from wagtail.images.forms import BaseImageForm

from .pictures import SIZES


class PictureForm(BaseImageForm):
    """Makes the sizes of a file that replaces another: Wagtail removes all sizes after the picture was saved."""

    def save(self, commit=True):
        # All at once, or readers could get a page without its picture meanwhile.
        with transaction.atomic():
            picture = super().save(commit=commit)
            if commit and "file" in self.changed_data:
                picture.get_renditions(*SIZES)
        return picture
