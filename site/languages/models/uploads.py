"""Files of translators between two screens: looked at, and not yet applied."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=7)


class TranslationUpload(models.Model):
    """An uploaded PO file, kept until it is applied, and for a week at most."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    text = models.TextField()
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("translator's file")
        verbose_name_plural = _("translators' files")

    def __str__(self) -> str:
        return self.file_name

    @classmethod
    def forget_old(cls) -> None:
        cls.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR).delete()
