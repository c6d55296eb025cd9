"""What must hold before a lesson plan goes public."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class LessonPlanPageForm(WagtailAdminPageForm):
    """Sees to it that the steps fill the lesson; a draft may be unfinished."""

    def clean(self):
        cleaned = super().clean()
        duration = cleaned.get("duration_minutes")
        minutes = sum(block.value.get("minutes") or 0 for block in cleaned.get("steps") or [])
        if not self.is_deferred_validation and duration and minutes != duration:
            message = _("The steps take %(minutes)d minutes together, the lesson %(duration)d.")
            self.add_error("steps", message % {"minutes": minutes, "duration": duration})
        return cleaned
