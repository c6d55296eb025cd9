"""What the editor of a handout sees of its files."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class FilesPanel(Panel):
    """Lists the files of a handout: when they were made, or why they could not be."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "materials/handout_files_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            names = self.instance.codes
            files = [
                {"file": file, "language": names.get(file.code, file.code)}
                for file in self.instance.files.order_by("code", "variant")
            ]
            return {**context, "files": files, "is_live": self.instance.live, "explanation": _explanation()}


def _explanation():
    return _("The worker makes them anew a minute or two after this text, a contact or an address has changed.")
