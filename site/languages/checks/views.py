"""The report on where translations do not agree with their originals."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.snippets.models import get_snippet_models

from languages.exchange.access import editable_pages, may_change, may_exchange
from languages.models import ConsistencyFinding
from languages.places import place_of

from .messages import message_of
from .services import accept, check_some, left_after, reopen

OPEN, ACCEPTED = "open", "accepted"
SECONDS = 15


class FindingFilterSet(WagtailFilterSet):
    """Language, kind, and whether somebody has said that it is all right; at first only what is open."""

    locale = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Language"), queryset=lambda request: Locale.objects.order_by("pk")
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=ConsistencyFinding.Kind.choices)
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(OPEN, gettext_lazy("to look at")), (ACCEPTED, gettext_lazy("all right here"))],
        method="with_state",
        empty_label=gettext_lazy("to look at, or all right here"),
    )

    class Meta:
        model = ConsistencyFinding
        fields = ["locale", "kind", "state"]

    def with_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(accepted_at__isnull=value == OPEN)


class ConsistencyView(ReportView):
    """What the last look at each page and record found, a screen at a time."""

    page_title = gettext_lazy("Consistency of translations")
    header_icon = "check"
    template_name = "languages/consistency.html"
    results_template_name = "languages/consistency_results.html"
    index_url_name = "languages_consistency"
    index_results_url_name = "languages_consistency_results"
    filterset_class = FindingFilterSet
    is_searchable = True
    search_fields = ["title", "source_text", "target_text"]
    model = ConsistencyFinding
    list_export = []

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not may_exchange(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filterset_kwargs(self):
        kwargs = super().get_filterset_kwargs()
        if "state" not in self.request.GET:
            kwargs["data"] = kwargs["data"].copy()
            kwargs["data"]["state"] = OPEN
        return kwargs

    def get_base_queryset(self):
        return ConsistencyFinding.objects.select_related("locale", "content_type", "accepted_by")

    def decorate_paginated_queryset(self, object_list):
        findings = list(object_list)
        editable = _editable(self.request.user, findings)
        for one in findings:
            model = one.content_type.model_class()
            one.place = place_of(model, one.field_path).label if model else one.field_path
            one.message = message_of(one.kind, one.details)
            one.edit_url = _edit_url(one)
            one.may_decide = one.pk in editable
        return findings

    def get_context_data(self, *args, **kwargs):
        return {
            **super().get_context_data(*args, **kwargs),
            "here": self.request.get_full_path(),
            "is_everything": not self.is_searching and set(self.request.GET) <= {"after", "p"},
            "after": self.request.GET.get("after", "") if self.request.GET.get("after", "").isdecimal() else "",
        }


def _edit_url(one: ConsistencyFinding) -> str:
    """Return where the translation is edited, without asking the database."""
    model = one.content_type.model_class()
    if model is None:
        return ""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[one.target_id])
    if model in get_snippet_models():
        return reverse(model.snippet_viewset.get_url_name("edit"), args=[one.target_id])
    return ""


def _editable(user, findings: list[ConsistencyFinding]) -> set[int]:
    """Return the keys of findings about what somebody may change; two queries, however many there are."""
    models = {one.content_type_id: one.content_type.model_class() for one in findings}
    page_types = {key for key, model in models.items() if model and issubclass(model, Page)}
    pages = [one.target_id for one in findings if one.content_type_id in page_types]
    allowed = (
        {str(pk) for pk in editable_pages(user).filter(pk__in=pages).values_list("pk", flat=True)} if pages else {}
    )
    records = {key for key, model in models.items() if model and key not in page_types and may_change(user, model)}
    return {
        one.pk
        for one in findings
        if one.content_type_id in records or (one.content_type_id in page_types and one.target_id in allowed)
    }


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that a place is all right as it is, or take that back."""
    finding = ConsistencyFinding.objects.select_related("content_type").filter(pk=pk).first()
    back = get_valid_next_url_from_request(request) or reverse("languages_consistency")
    if finding is None:
        messages.warning(request, _("This place has changed in the meantime. The list is new."))
        return redirect(back)
    if not _editable(request.user, [finding]):
        raise PermissionDenied
    if request.POST.get("step") == "reopen":
        reopen(finding=finding)
        messages.success(request, _("It is in the list of what to look at again."))
    else:
        accept(finding=finding, user=request.user)
        messages.success(request, _("Kept as all right, until one of the two texts changes."))
    return redirect(back)


@require_POST
def check_again(request: HttpRequest) -> HttpResponse:
    """Look at all pages and records, for some seconds; where there are many, the button goes on from there."""
    if not may_exchange(request.user):
        raise PermissionDenied
    given = request.POST.get("after", "")
    after, _found = check_some(after=int(given[:18]) if given.isdecimal() else 0, seconds=SECONDS)
    url = reverse("languages_consistency")
    if after is None:
        messages.success(request, _("Everything was looked at again."))
        return redirect(url)
    left = left_after(after)
    words = ngettext(
        "%(number)d page or record is left: press the button again.",
        "%(number)d pages and records are left: press the button again.",
        left,
    )
    messages.warning(request, words % {"number": left})
    return redirect(f"{url}?after={after}")
