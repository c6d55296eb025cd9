"""Wagtail's actions for many pages, with their translations."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction, UnpublishBulkAction
from wagtail.models import Page

from .refusals import against_delete, against_move
from .visibility import offered_translations, publish_translations, unpublish_translations


class UnpublishTogetherForm(forms.Form):
    include_translations = forms.BooleanField(
        label=_("Unpublish their translations too"), required=False, initial=True
    )
    include_descendants = forms.BooleanField(label=_("Unpublish the pages below them too"), required=False)


class PublishTogetherForm(forms.Form):
    include_translations = forms.BooleanField(label=_("Publish their finished translations too"), required=False)
    include_descendants = forms.BooleanField(label=_("Publish the pages below them too"), required=False)


class TogetherMixin:
    """Does to the translations of each chosen page, if the editor wants it, what is done to the page."""

    def get_execution_context(self):
        chosen = self.cleaned_form.cleaned_data["include_translations"]
        return {**super().get_execution_context(), "include_translations": chosen}

    @classmethod
    def execute_action(cls, objects, include_translations=False, user=None, **kwargs):
        pages, below = super().execute_action(objects, user=user, **kwargs)
        if include_translations:
            pages += sum(len(cls.follow(page, user, **kwargs)) for page in objects)
        return pages, below


class UnpublishTogetherAction(TogetherMixin, UnpublishBulkAction):
    form_class = UnpublishTogetherForm

    @staticmethod
    def follow(page: Page, user, include_descendants: bool = False, **kwargs) -> list[Page]:
        done, _refused = unpublish_translations(page=page, user=user, include_descendants=include_descendants)
        return done


class PublishTogetherAction(TogetherMixin, PublishBulkAction):
    form_class = PublishTogetherForm

    @staticmethod
    def follow(page: Page, user, **kwargs) -> list[Page]:
        offered = offered_translations(page=page, user=user)
        codes = [one.translation.target_locale.language_code for one in offered]
        done, _refused = publish_translations(page=page, user=user, languages=codes)
        return done


def refuse_bulk_action(request: HttpRequest, action_type: str, pages: list, action) -> HttpResponse | None:
    """Stop a move or a deletion that would tear languages apart, and say why."""
    reasons = []
    for page in pages:
        if not isinstance(page, Page):
            return None
        if action_type == "delete":
            reasons += against_delete(page=page, user=request.user)
        elif action_type == "move":
            destination = action.cleaned_form.cleaned_data["chooser"]
            reasons += against_move(page=page, destination=destination, user=request.user)
    for reason in reasons:
        messages.error(request, reason)
    return redirect(action.next_url) if reasons else None
