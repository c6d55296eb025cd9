"""What classes with drafts take from here: no revision of a translation is published that lacks strings."""

from django.conf import settings

SCHEDULED = "wagtail.publish.scheduled"


class GuardedPublishing:
    """Stands before Wagtail's own ``publish``, which every way of publishing calls in the end."""

    def publish(self, revision, user=None, changed=True, log_action=True, **kwargs):
        """Publish, or raise ``IncompleteTranslation``; what is scheduled stays so until it is complete."""
        # Models import this module before the app registry is ready.
        from .guard import IncompleteTranslation, refuse_incomplete, translation_of

        if self.locale.language_code != settings.LANGUAGE_CODE and (translation := translation_of(self)):
            try:
                refuse_incomplete(translation)
            except IncompleteTranslation:
                if log_action == SCHEDULED:
                    return None
                raise
        return super().publish(revision, user=user, changed=changed, log_action=log_action, **kwargs)
