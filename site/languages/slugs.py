"""Addresses of translated pages: in Latin letters, and the translator's own whatever happens to the original."""

from django.utils.text import slugify
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

SLUG = "slug"
# Where the words stand that a slug is proposed from: the title of a page, the name of a topic.
NAMES = ("title", "name")

# Ukrainian as its passports write it (Cabinet of Ministers, resolution 55 of 2010), and the Serbian letter that
# slugify loses.
_CYRILLIC = {
    **dict(zip("абвгґдежзийіклмнопрстуфыэё", "abvhgdezzyiiklmnoprstufyee", strict=True)),
    **{"є": "ie", "ж": "zh", "ї": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia"},
    **{"ь": "", "ъ": "", "’": "", "'": "", "ʼ": ""},
    "đ": "dj",
}
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
MAX_LENGTH = 80


def latin_slug(text: str) -> str:
    """Return a slug in Latin letters; empty only for a text without a letter or a digit that can be written so."""
    words = text.lower().replace("зг", "zgh").split()
    latin = (_FIRST.get(word[0], _CYRILLIC.get(word[0], word[0])) + _letters(word[1:]) for word in words)
    return slugify(" ".join(latin))[:MAX_LENGTH].strip("-")


def _letters(text: str) -> str:
    return "".join(_CYRILLIC.get(letter, letter) for letter in text)


def keep_slugs(*, segment: StringSegment) -> None:
    """Let each language that has a slug of its own keep it for a new slug of the original."""
    source = segment.source
    model = source.specific_content_type.model_class()
    for instance in model.objects.filter(translation_key=source.object_id).exclude(locale_id=source.locale_id):
        translated = StringTranslation.objects.filter(context_id=segment.context_id, locale_id=instance.locale_id)
        latest = translated.order_by("-updated_at", "-pk").first()
        if latest is None and not getattr(instance, "live", True):
            continue
        _store(segment, instance.locale_id, latest.data if latest else instance.slug)


def propose_slug(*, translation: StringTranslation) -> None:
    """Make a slug from a translated title, unless the translation has one."""
    source = TranslationSource.objects.filter(
        object_id=translation.context.object_id, locale_id=translation.translation_of.locale_id
    ).first()
    segment = source and StringSegment.objects.filter(source=source, context__path=SLUG).first()
    slug = latin_slug(translation.data)
    if not segment or not slug:
        return
    if StringTranslation.objects.filter(context_id=segment.context_id, locale_id=translation.locale_id).exists():
        return
    model = source.specific_content_type.model_class()
    instance = model.objects.filter(translation_key=source.object_id, locale_id=translation.locale_id).first()
    # Readers know the address of a page that is published already.
    known = instance is not None and getattr(instance, "live", True)
    _store(segment, translation.locale_id, instance.slug if known else slug)


def _store(segment: StringSegment, locale_id: int, slug: str) -> None:
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=locale_id,
        defaults={"data": slug, "has_error": False, "field_error": ""},
    )
