"""Making two entries of one school one: choose the duplicate, see what happens, confirm."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from workshops.models import School
from workshops.models.schools import fold
from workshops.register.merging import DETAILS, merge_schools

FOUND = 20


class SearchForm(forms.Form):
    """What was typed to find the duplicate, and which one was chosen."""

    q = forms.CharField(required=False, max_length=100)
    duplicate = forms.IntegerField(required=False, min_value=1, max_value=2**62)


def may_merge(user) -> bool:
    """Say whether somebody may change one school and delete another."""
    return user.has_perms(["workshops.change_school", "workshops.delete_school"])


def _candidates(school: School, text: str):
    """Return schools whose name and town hold every word; unasked, those in the same town."""
    others = School.objects.exclude(pk=school.pk)
    for word in fold(text).split():
        others = others.filter(search_text__contains=word)
    if not fold(text):
        others = others.filter(search_text__contains=fold(school.town))
    return others.order_by("search_text")[:FOUND]


@require_http_methods(["GET", "POST"])
def merge_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a duplicate into the school; nothing happens before what will happen has been shown."""
    if not may_merge(request.user):
        raise PermissionDenied
    school = get_object_or_404(School, pk=pk)
    form = SearchForm(request.POST if request.method == "POST" else request.GET)
    query = form.cleaned_data if form.is_valid() else {"q": "", "duplicate": None}
    duplicate = School.objects.filter(pk=query["duplicate"]).first() if query["duplicate"] else None
    if request.method == "POST" and duplicate:
        name = str(duplicate)
        try:
            merge_schools(keep=school, duplicate=duplicate, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("“%s” is merged: its bookings belong to this school now.") % name)
            return redirect("schools:edit", school.pk)
    elif request.method == "POST" or (query["duplicate"] and (duplicate is None or duplicate == school)):
        messages.error(request, _("Choose another school that is still in the register."))
    if duplicate == school:
        duplicate = None
    title = _("Merge with a duplicate")
    context = {
        "school": school,
        "duplicate": duplicate,
        "moved": duplicate.bookings.count() if duplicate else 0,
        "taken_over": _taken_over(school, duplicate) if duplicate else [],
        "found": [] if duplicate else _candidates(school, query["q"]),
        "query": query["q"],
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("schools:index"), "label": _("Schools")},
            {"url": reverse("schools:edit", args=[school.pk]), "label": str(school)},
            {"url": "", "label": title},
        ],
        "header_title": title,
        "header_icon": "copy",
    }
    return render(request, "workshops/desk/merge.html", context)


def _taken_over(school: School, duplicate: School) -> list[tuple[str, str]]:
    """Return what only the duplicate knows: name of the field, and value."""
    names = [name for name in DETAILS if getattr(duplicate, name) and not getattr(school, name)]
    shown = [
        (name, getattr(duplicate, f"get_{name}_display", lambda name=name: getattr(duplicate, name))())
        for name in names
    ]
    return [(School._meta.get_field(name).verbose_name, value) for name, value in shown]
