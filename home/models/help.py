"""The page that every other page leads to: whom to call."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from home.contacts import by_country, help_from, live_contacts, searchable_text
from home.dialling import Place
from languages.codes import html_code, prefix
from pages.blocks import BodyBlock
from pages.models import BasePage, PictureMixin

PLACES = "|".join(Place.values)
# The languages of the site, by the short names that its addresses use; the same in every language.
SPOKEN = {prefix(code): code for code, _name in settings.LANGUAGES}


class HelpPage(RoutablePageMixin, PictureMixin, BasePage):
    """Contacts by country, from the contact records, between two texts.

    Below it stands a plain page for each place and for each language that somebody may want to speak there: an
    address and nothing else. So it works without a script and a cookie, and every reader is given the same answer.
    """

    intro = StreamField(BodyBlock(), verbose_name=_("before the contacts"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("after the contacts"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        *PictureMixin.picture_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
    ]

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("intro"),
        index.SearchField("contacts_text"),
        index.SearchField("body"),
    ]

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    frame_role = "help"
    has_neutral_title = True
    further_subpaths = tuple(
        f"{place}/{spoken}" for place in Place.values for spoken in ("", *(f"{short}/" for short in SPOKEN))
    )

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")

    def contacts_text(self) -> str:
        """Return what contacts are found by, one a line."""
        return searchable_text(language=self.locale.language_code)

    @re_path(r"^$")
    def all_contacts(self, request):
        contacts = live_contacts(language=self.locale.language_code)
        places = [(place, help_from(contacts, place=place).emergency) for place in Place]
        return self._answer(request, countries=by_country(contacts), places=places)

    @re_path(rf"^(?P<place>{PLACES})/(?:(?P<spoken>{'|'.join(SPOKEN)})/)?$")
    def from_place(self, request, place, spoken=None):
        """Show what can be reached from a place, those first who are known to speak a language."""
        self.subpath = f"{place}/{spoken}/" if spoken else f"{place}/"
        contacts = live_contacts(language=self.locale.language_code)
        code = SPOKEN.get(spoken, "")
        names = dict(settings.LANGUAGES)
        return self._answer(
            request,
            from_place=Place(place),
            places=[(each, []) for each in Place],
            spoken=spoken,
            spoken_name=names.get(code),
            spoken_code=html_code(code),
            languages=[(short, names[each], html_code(each)) for short, each in SPOKEN.items()],
            help=help_from(contacts, place=place, spoken=code),
        )

    def _answer(self, request, **chosen):
        return self.render(request, context_overrides={"start": self.url, **chosen})
