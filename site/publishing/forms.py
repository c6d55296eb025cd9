"""What editors may upload."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm


class PDFDocumentForm(BaseDocumentForm):
    """Accepts only files that are PDFs, whatever their names say."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            file.seek(0)
            if not file.read(5).startswith(b"%PDF-"):
                raise ValidationError(_("This file is not a PDF."))
            file.seek(0)
        return file
