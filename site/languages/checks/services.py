"""Looks at pages and records and keeps what was found, so that the report need not look again."""

import time
from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils import timezone
from wagtail_localize.models import TranslationContext, TranslationSource

from languages.models import ConsistencyFinding

from .comparing import Disagreement, compare_contents, compare_texts, links_that_differ
from .contents import contents_of
from .glossary import Glossary
from .messages import message_of


def check_object(*, key: UUID, glossary: Glossary | None = None) -> int:
    """Look at one page or record in all its languages; keep what was found, and return how much that is."""
    source = (
        TranslationSource.objects.filter(object_id=key, locale__language_code=settings.LANGUAGE_CODE)
        .select_related("specific_content_type", "locale")
        .first()
    )
    found = list(_findings(source, glossary or Glossary.load())) if source else []
    with transaction.atomic():
        _keep(key, found)
    return len(found)


def check_everything() -> int:
    """Look at all that is in translation, some 0.1 s for each page; return the number of findings."""
    last: int | None = 0
    number = 0
    while last is not None:
        last, found = check_some(after=last)
        number += found
    return number


def check_found() -> None:
    """Look again at whatever had something to look at."""
    glossary = Glossary.load()
    for key in set(ConsistencyFinding.objects.values_list("object_id", flat=True)):
        check_object(key=key, glossary=glossary)


def check_some(*, after: int = 0, seconds: float = 3600) -> tuple[int | None, int]:
    """Look at what comes after a source; stop when time is up.

    Returns:
        where to go on, ``None`` when nothing is left; and how much was found.
    """
    until = time.monotonic() + seconds
    glossary = Glossary.load()
    sources = TranslationSource.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    if not after:
        ConsistencyFinding.objects.exclude(object_id__in=sources.values("object_id")).delete()
    found = 0
    for number, key in list(sources.filter(pk__gt=after).order_by("pk").values_list("pk", "object_id")):
        if time.monotonic() > until:
            return after, found
        found += check_object(key=key, glossary=glossary)
        after = number
    return None, found


def left_after(after: int) -> int:
    """Return how many pages and records come after a source."""
    return TranslationSource.objects.filter(locale__language_code=settings.LANGUAGE_CODE, pk__gt=after).count()


def accept(*, finding: ConsistencyFinding, user) -> None:
    """Keep that somebody says “this is all right here”."""
    finding.accepted_by, finding.accepted_at = user, timezone.now()
    finding.save(update_fields=["accepted_by", "accepted_at"])


def reopen(*, finding: ConsistencyFinding) -> None:
    finding.accepted_by = finding.accepted_at = None
    finding.save(update_fields=["accepted_by", "accepted_at"])


def pair_check(code: str):
    """Return a function that says in words what is doubtful about one text and its translation."""
    glossary = Glossary.load()

    def check(source: str, target: str) -> list[str]:
        found = compare_texts(
            source=source, target=target, source_code=settings.LANGUAGE_CODE, code=code, glossary=glossary
        )
        return [message_of(one.kind, one.details) for one in found]

    return check


def _instances(source: TranslationSource) -> tuple[models.Model | None, list[models.Model]]:
    """Return the original and what it is translated into."""
    try:
        original = source.get_source_instance()
    except ObjectDoesNotExist:
        return None, []
    locales = source.translations.filter(enabled=True).values("target_locale")
    targets = source.specific_content_type.get_all_objects_for_this_type(
        translation_key=source.object_id, locale__in=locales
    ).select_related("locale")
    return original, list(targets)


def _findings(source: TranslationSource, glossary: Glossary) -> Iterator[ConsistencyFinding]:
    original, targets = _instances(source)
    if original is None:
        return
    ours, code = contents_of(original), source.locale.language_code
    model = type(original)
    slugs = frozenset(field.name for field in model._meta.get_fields() if isinstance(field, models.SlugField))
    names = dict(TranslationContext.objects.filter(object_id=source.object_id).values_list("path", "field_path"))
    names |= ours.names

    def finding(one: Disagreement, instance: models.Model) -> ConsistencyFinding:
        return ConsistencyFinding(
            object_id=source.object_id,
            content_type=ContentType.objects.get_for_model(model),
            locale_id=instance.locale_id,
            target_id=str(instance.pk),
            title=str(original)[:255],
            kind=one.kind,
            path=one.path,
            field_path=names.get(one.path) or one.path,
            details=one.details,
            source_text=one.source_text,
            target_text=one.target_text,
        )

    yield from (finding(one, original) for one in links_that_differ(ours))
    for target in targets:
        found = compare_contents(
            source=ours,
            target=contents_of(target),
            source_code=code,
            code=target.locale.language_code,
            glossary=glossary,
            slugs=slugs,
        )
        yield from (finding(one, target) for one in sorted(found, key=lambda one: (one.path, one.kind)))


def _keep(key: UUID, found: list[ConsistencyFinding]) -> None:
    """Put the findings in the place of those before; one that has not changed stays, with what was said about it."""
    before: dict[tuple, list[int]] = {}
    for old in ConsistencyFinding.objects.filter(object_id=key):
        before.setdefault(old.identity, []).append(old.pk)
    new, kept = [], set()
    for one in found:
        if before.get(one.identity):
            kept.add(before[one.identity].pop())
        else:
            new.append(one)
    ConsistencyFinding.objects.filter(object_id=key).exclude(pk__in=kept).delete()
    ConsistencyFinding.objects.bulk_create(new)
    if kept and found:
        ConsistencyFinding.objects.filter(pk__in=kept).exclude(title=found[0].title).update(title=found[0].title)
