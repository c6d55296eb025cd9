"""What a LIX figure says, in words."""

from django.utils.translation import gettext_lazy as _

from .figures import HARD, MODERATE, VERY_HARD

_RANGES = ((VERY_HARD, _("very hard")), (HARD, _("hard")), (MODERATE, _("moderate")))


def meaning_of(lix: float) -> str:
    return next((words for least, words in _RANGES if lix >= least), _("easy"))
