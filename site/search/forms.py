"""How editors keep search words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .models import SearchWords
from .queries import phrases


class SearchWordsForm(WagtailAdminModelForm):
    """Refuses groups that would do nothing."""

    class Meta:
        model = SearchWords
        fields = ("language", "kind", "words")

    def clean(self):
        cleaned = super().clean()
        words, language, kind = (cleaned.get(name) for name in ("words", "language", "kind"))
        if words and language and kind:
            count = len(phrases(words, language, kind))
            if not count:
                raise ValidationError({"words": _("Write at least one word.")})
            if count < 2 and kind == SearchWords.Kind.SYNONYMS:
                raise ValidationError({"words": _("Write at least two words, separated by a comma.")})
        return cleaned
