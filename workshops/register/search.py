"""Suggestions of schools for the booking form: names and towns of a public register, nothing about people."""

from django import forms
from django.db.models import Case, Q, QuerySet, When
from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from workshops.models import School
from workshops.models.schools import fold

MOST = 8
SHORTEST = 2
MAX_AGE = 300


class SchoolQuery(forms.Form):
    """What was typed so far; refuses what cannot be a name, such as NUL bytes or a whole page of text."""

    q = forms.CharField(min_length=SHORTEST, max_length=100)

    def clean_q(self) -> str:
        text = fold(self.cleaned_data["q"])
        # Signs alone fold to nothing, and nothing would match every school.
        if len(text) < SHORTEST:
            raise forms.ValidationError("Too short.")
        return text


def matching_schools(text: str) -> QuerySet[School]:
    """Return active schools whose name and town hold every word of the folded text, best matches first.

    Best is a name that begins with the text, then a word that does, then any other place.
    """
    rank = Case(When(search_text__startswith=text, then=0), When(search_text__contains=f" {text}", then=1), default=2)
    words = [Q(search_text__contains=word) for word in text.split()]
    return School.objects.filter(*words, is_active=True).order_by(rank, "search_text")


@require_safe
def search_schools(request: HttpRequest) -> JsonResponse:
    """Answer ``?q=`` with at most eight ``{"name", "town", "type"}``; with none where q is short or unusable."""
    query = SchoolQuery(request.GET)
    found = matching_schools(query.cleaned_data["q"])[:MOST] if query.is_valid() else School.objects.none()
    response = JsonResponse(list(found.values("name", "town", "type")), safe=False)
    patch_cache_control(response, private=True, max_age=MAX_AGE)
    response["X-Robots-Tag"] = "noindex"
    return response
