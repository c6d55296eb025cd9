"""What happens by itself when a language, a page or a translation changes."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move
from wagtail_localize.models import StringSegment, StringTranslation

from .models import ProtectedWord, SiteLanguage, forget_protected_words
from .redirects import forget_redirects_from
from .services import forget
from .slugs import NAMES, SLUG, keep_slugs, latin_slug, propose_slug


@receiver([post_save, post_delete], sender=SiteLanguage)
def ask_again_which_languages_are_on(sender, **kwargs) -> None:
    """Let this process see a switch at once, also after the transaction; others see it within a second."""
    forget()
    transaction.on_commit(forget)


@receiver([post_save, post_delete], sender=ProtectedWord)
def ask_again_which_words_are_protected(sender, **kwargs) -> None:
    forget_protected_words()
    transaction.on_commit(forget_protected_words)


@receiver(page_slug_changed)
def forget_redirects_from_new_slug(sender, instance: Page, **kwargs) -> None:
    forget_redirects_from(page=instance, with_descendants=True)


@receiver(post_page_move)
def forget_redirects_from_new_place(
    sender, instance: Page, url_path_before: str, url_path_after: str, **kwargs
) -> None:
    if url_path_before != url_path_after:
        forget_redirects_from(page=instance, with_descendants=True)


@receiver(page_published)
def forget_redirects_from_published_page(sender, instance: Page, **kwargs) -> None:
    forget_redirects_from(page=instance)


@receiver(post_save, sender=StringSegment)
def keep_translated_slugs(sender, instance: StringSegment, created: bool, raw: bool = False, **kwargs) -> None:
    if created and not raw and instance.context.path == SLUG:
        keep_slugs(segment=instance)


@receiver(pre_save, sender=StringTranslation)
def write_slugs_in_latin(sender, instance: StringTranslation, raw: bool = False, **kwargs) -> None:
    """Whatever a translator types, the address is in Latin letters and never empty."""
    if not raw and instance.context and instance.context.path == SLUG:
        instance.data = latin_slug(instance.data) or instance.translation_of.data


@receiver(post_save, sender=StringTranslation)
def propose_slug_from_title(sender, instance: StringTranslation, raw: bool = False, **kwargs) -> None:
    if not raw and instance.context and instance.context.path in NAMES:
        propose_slug(translation=instance)
