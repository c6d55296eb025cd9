"""The help page is found by its contacts: it is indexed anew when one of them changes."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from search.indexing import index_page

from .models import HelpContact, HelpPage


@receiver((post_save, post_delete), sender=HelpContact)
def index_help_page(instance: HelpContact, raw: bool = False, **kwargs) -> None:
    if not raw:
        for page in HelpPage.objects.filter(locale_id=instance.locale_id):
            index_page(page)
