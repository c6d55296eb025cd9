"""The screen for translators: take texts out as one file, look at what a file brings back, apply it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from languages.checks.services import pair_check
from languages.models import TranslationUpload

from .access import may_exchange, only_editable
from .applying import CannotApply, apply, rehearse
from .forms import PAGE, RECORD, DownloadForm, UploadForm
from .plan import Plan, make_plan
from .po import file_name, make_file
from .reading import UnreadableFile, decode, read
from .units import TranslatedObject, objects_of, source_locale, sources_of, units_of

SHOWN = 300


class ForTranslators(WagtailAdminTemplateMixin):
    """What holds for each of these screens: only for those who may change something that is translated."""

    header_icon = "wagtail-localize-language"
    page_title = gettext_lazy("For translators")

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not may_exchange(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": reverse("languages_translators"), "label": self.page_title}]


class TranslatorsView(ForTranslators, TemplateView):
    """Both forms. ``?language=…&page=…`` or ``&record=…`` chooses beforehand; ``&download`` gives the file."""

    template_name = "languages/translators.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        TranslationUpload.forget_old()
        if "download" not in request.GET:
            return self.show(DownloadForm(initial=self._initial(), user=request.user))
        form = DownloadForm(request.GET, user=request.user)
        if not form.is_valid():
            return self.show(form)
        return self._download(form)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            upload = keep_upload(file=form.cleaned_data["file"], form=form, user=request.user)
            if upload:
                return redirect("languages_upload", upload.pk)
        return self.show(DownloadForm(initial=self._initial(), user=request.user), form)

    def show(self, form: DownloadForm, upload_form: UploadForm | None = None) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            upload_form=upload_form or UploadForm(),
            waiting=TranslationUpload.objects.filter(user=self.request.user).order_by("-pk")[:5],
            media=form.media,
        )
        return self.render_to_response(context)

    def _initial(self) -> dict:
        """Choose what the address asks for; whatever is not understood is left out."""
        asked, initial = self.request.GET, {}
        original = source_locale()
        page = Page.objects.filter(pk=int(asked["page"][:18])) if asked.get("page", "").isdecimal() else None
        page = page.select_related("locale").first() if page is not None else None
        if page:
            initial |= {"page": page.get_translation_or_none(original), "what": asked.get("what", PAGE)}
        if asked.get("record"):
            initial |= {"record": asked["record"], "what": RECORD}
        language = page.locale if page and page.locale != original else None
        language = language or Locale.objects.filter(language_code=asked.get("language", "")).first()
        if language and language != original:
            initial["language"] = language
        initial.setdefault("page", Page.objects.filter(locale=original, depth=2).first())
        return initial

    def _download(self, form: DownloadForm) -> HttpResponse:
        locale, missing_only = form.cleaned_data["language"], form.cleaned_data["missing_only"]
        objects = objects_of(sources=form.sources, locale=locale)
        allowed = only_editable(self.request.user, [one.target for one in objects])
        objects = [one for one in objects if one.target in allowed]
        file = make_file(units=units_of(objects=objects, locale=locale), locale=locale, missing_only=missing_only)
        if not len(file):
            form.add_error(None, self._nothing(objects, missing_only))
            return self.show(form)
        return po_response(file, file_name(locale=locale, about=form.about, missing_only=missing_only))

    @staticmethod
    def _nothing(objects: list[TranslatedObject], missing_only: bool) -> str:
        if objects and missing_only:
            return _("Nothing is missing: every text of this part has its translation.")
        return _(
            "There is nothing to translate here: it was not sent to translation into this language yet "
            "(“Translate this page”), or you may not change it."
        )


def po_response(file, name: str) -> HttpResponse:
    response = HttpResponse(str(file), content_type="text/x-gettext-translation; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def keep_upload(*, file, form: UploadForm, user) -> TranslationUpload | None:
    """Keep an uploaded file for the next screen; say in the form why it cannot be read."""
    try:
        text = decode(file.read())
        read(text)
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return None
    return TranslationUpload.objects.create(user=user, file_name=file.name[:200], text=text)


class UploadView(ForTranslators, TemplateView):
    """What a file would change, and what is wrong with it; applied when somebody has seen that."""

    template_name = "languages/upload.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        self.upload = TranslationUpload.objects.filter(pk=kwargs["pk"], user_id=request.user.pk).first()
        if self.upload is None and may_exchange(request.user):
            messages.error(request, _("This file was applied or put away already. Upload it again if you need it."))
            return redirect("languages_translators")
        return super().dispatch(request, *args, **kwargs)

    def plan(self) -> Plan:
        file = read(self.upload.text)
        plan = make_plan(file=file, user=self.request.user, checks=[pair_check(file.locale.language_code)])
        if not plan.errors:
            plan.problems += rehearse(plan=plan, user=self.request.user)
        return plan

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.render_to_response(self.get_context_data(plan=self.plan()))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("step") == "discard":
            self.upload.delete()
            messages.success(request, _("The file was put away; nothing was changed."))
            return redirect("languages_translators")
        plan = self.plan()
        if request.POST.get("digest") != plan.digest:
            messages.warning(request, _("Something has changed in the meantime. Please look at it once more."))
        elif plan.errors:
            messages.error(request, _("Nothing was applied: the file has mistakes."))
        elif plan.warnings and not request.POST.get("confirmed"):
            messages.error(request, _("Nothing was applied yet. Please confirm that what is doubtful is right."))
        else:
            return self._apply(plan)
        return self.render_to_response(self.get_context_data(plan=plan))

    def _apply(self, plan: Plan) -> HttpResponse:
        try:
            without_draft = apply(plan=plan, user=self.request.user)
        except CannotApply as error:
            plan.problems += error.problems
            messages.error(self.request, _("Nothing was applied: the file has mistakes."))
            return self.render_to_response(self.get_context_data(plan=plan))
        self.upload.delete()
        number = len(plan.changes)
        done = ngettext("%(number)d text was taken over.", "%(number)d texts were taken over.", number)
        messages.success(self.request, f"{done % {'number': number}} {_('Nothing is published yet.')}")
        return self.render_to_response(
            self.get_context_data(plan=plan, applied=True, without_draft={one.key for one in without_draft})
        )

    def get_context_data(self, **kwargs):
        plan = kwargs["plan"]
        return {
            **super().get_context_data(**kwargs),
            "upload": self.upload,
            "shown_changed": plan.changed[:SHOWN],
            "shown_new": plan.new[:SHOWN],
            "limit": SHOWN,
        }


def download_one(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Give the file of one page or record: the button of the translation editor leads here."""
    one = _translated_object(request, translation_id)
    locale = one.translation.target_locale
    file = make_file(units=units_of(objects=[one], locale=locale), locale=locale)
    about = getattr(one.original, "slug", "") or one.title
    return po_response(file, file_name(locale=locale, about=about, missing_only=False))


def upload_one(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Look at a file that was uploaded in the translation editor, in the same way as any other."""
    one = _translated_object(request, translation_id)
    form = UploadForm(request.POST, request.FILES)
    if request.method == "POST" and form.is_valid():
        upload = keep_upload(file=form.cleaned_data["file"], form=form, user=request.user)
        if upload:
            return redirect("languages_upload", upload.pk)
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
    return redirect(one.edit_url)


def _translated_object(request: HttpRequest, translation_id: int) -> TranslatedObject:
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    objects = objects_of(sources=sources_of(keys=[translation.source.object_id]), locale=translation.target_locale)
    if not objects or not only_editable(request.user, [objects[0].target]):
        raise PermissionDenied
    return objects[0]
