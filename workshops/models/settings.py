"""What coordinators set for the desk as a whole."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField


@register_setting(icon="calendar-alt")
class DeskSettings(BaseGenericSetting):
    """Lead time, the base of the public figure, and the safeguarding protocol."""

    lead_days = models.PositiveSmallIntegerField(
        _("lead time in days"), default=14, help_text=_("A wish that is nearer is taken, with a warning.")
    )
    # 48,011 young people in the first twenty years, to 2022 (the organisation's own figure).
    reached_base = models.PositiveIntegerField(_("young people reached: base figure"), default=48_011)
    reached_until = models.DateField(
        _("the base figure counts to"),
        default=date(2022, 12, 31),
        help_text=_("Participants of workshops delivered after this day are added."),
    )
    protocol = RichTextField(
        _("protocol when somebody discloses a case"),
        blank=True,
        features=["ol", "ul", "bold", "link"],
        help_text=_("Shown on each booking in which a disclosure was noted."),
    )

    panels = [
        FieldPanel("lead_days"),
        MultiFieldPanel([FieldPanel("reached_base"), FieldPanel("reached_until")], heading=_("Young people reached")),
        FieldPanel("protocol"),
    ]

    class Meta:
        verbose_name = _("workshop desk")
