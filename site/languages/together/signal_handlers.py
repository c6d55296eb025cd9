"""Translations follow whatever way the original is changed: by one page's screen, by many, by code."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done, post_page_move, pre_page_move

from .families import is_original, original_of
from .following import delete_translations, follow, is_following, take_place
from .privacy import follow_privacy
from .refusals import TreesWouldDriftError, against_move


@receiver(pre_page_move)
def refuse_to_move_one_language_alone(sender, instance: Page, parent_page_after: Page, **kwargs) -> None:
    """Stop what no screen should have let through, before anything is changed."""
    if not is_following() and (reasons := against_move(page=instance, destination=parent_page_after)):
        raise TreesWouldDriftError(" ".join(reasons))


@receiver(post_page_move)
def move_translations(sender, instance: Page, **kwargs) -> None:
    if not is_following() and is_original(instance):
        follow(page=instance)


@receiver(copy_for_translation_done)
def sort_new_translation(sender, source_obj, target_obj, **kwargs) -> None:
    """A new translation stands last, whatever the place of its original; and it must not be public for a moment."""
    if isinstance(target_obj, Page) and (original := original_of(page=target_obj)):
        take_place(page=target_obj)
        follow_privacy(page=original)


@receiver(pre_delete, sender=Page)
def delete_translations_with_original(sender, instance: Page, **kwargs) -> None:
    delete_translations(page=instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def keep_privacy_together(sender, instance: PageViewRestriction, raw: bool = False, **kwargs) -> None:
    if not raw:
        follow_privacy(page=instance.page)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def keep_groups_together(sender, instance, action: str, **kwargs) -> None:
    """Groups are chosen after the restriction was saved."""
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        follow_privacy(page=instance.page)
