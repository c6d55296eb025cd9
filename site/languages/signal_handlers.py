"""What happens by itself when a language, a page or a translation changes."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models import SiteLanguage
from .services import forget


@receiver([post_save, post_delete], sender=SiteLanguage)
def ask_again_which_languages_are_on(sender, **kwargs) -> None:
    """Let this process see a switch at once, also after the transaction; others see it within a second."""
    forget()
    transaction.on_commit(forget)
