"""Which languages readers are offered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteLanguage(models.Model):
    """A language of the site and whether it is on; a language without a record is on.

    Attributes:
        takes_russian: readers whose browser asks for Russian are led here. An editor's choice, off unless made.
    """

    locale = models.OneToOneField("wagtailcore.Locale", on_delete=models.CASCADE, related_name="site_language")
    is_on = models.BooleanField(_("on"), default=True)
    takes_russian = models.BooleanField(_("for readers whose browser asks for Russian"), default=False)

    class Meta:
        verbose_name = _("language of the site")
        verbose_name_plural = _("languages of the site")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(self.locale)
