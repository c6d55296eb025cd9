"""What the tests of translations share: a page with its translations, publishing, translating."""

from django.contrib.auth.models import Group, User
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from languages.models import TranslationState
from news.models import NewsPage

Status = TranslationState.Status
LANGUAGES = ("en", "sr-latn", "uk")


def article() -> NewsPage:
    return NewsPage.objects.filter(locale__language_code="sl").order_by("pk").first()


def in_language(page: Page, language: str) -> Page:
    return page.get_translations().get(locale__language_code=language)


def publish(page, **values) -> None:
    """Publish a page or contact with some values changed, as an editor would."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def state(instance, language: str) -> TranslationState:
    return TranslationState.objects.get(original=instance.translation_key, locale__language_code=language)


def statuses(instance) -> dict[str, str]:
    rows = TranslationState.objects.filter(original=instance.translation_key)
    return dict(rows.values_list("locale__language_code", "status"))


def translation_of(instance, language: str) -> Translation:
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale__language_code=language)


def translate_rest(instance, language: str, text: str = "Translated.") -> None:
    """Translate each string that has no translation yet, as the editor for single strings does."""
    locale = Locale.objects.get(language_code=language)
    source = TranslationSource.objects.get_for_instance(instance)
    for segment in StringSegment.objects.filter(source=source).annotate_translation(locale):
        if segment.translation is None:
            # A slug may have been proposed from the title meanwhile.
            StringTranslation.objects.get_or_create(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=locale,
                defaults={"data": text},
            )


def member(group: str, name: str = "urednica") -> User:
    user = User.objects.create_user(name, password="x")
    user.groups.add(Group.objects.get(name=group))
    UserProfile.objects.create(user=user, preferred_language="en")
    return user
