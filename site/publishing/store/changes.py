"""Whatever changes the public site starts a new generation of it, once its transaction has been committed.

Nothing is tracked by hand: every model counts as public unless somebody says that it is private. The change is noted
in its own transaction, so that it is there exactly if the change is; a number is given to it right after. If the
process dies in between, the next one that looks gives the number.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import F, Value
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_save
from wagtail.models import DraftStateMixin
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move

from publishing.models import Generation, PublicChange

from .private import is_public_model, public_fields, shows_when_new

# Saving a draft writes these, and readers see none of them.
OF_DRAFTS = frozenset(
    {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "latest_revision_id"}
    | {"locked", "locked_at", "locked_by", "go_live_at", "numchild"}
)

_collected: ContextVar[list[bool] | None] = ContextVar("public_changes", default=None)


def start_generation(*, strict: bool = True) -> None:
    """Let readers see what has changed, when the current transaction commits.

    For changes that send no signal, such as ``QuerySet.update()``.

    Args:
        strict: something may have gone from the site, so that nothing older is shown any more, not for a second.
    """
    collected = _collected.get()
    if collected is not None:
        collected.append(strict)
    elif not transaction.get_connection().in_atomic_block:
        _give_number(strict)
    elif not _is_noted(strict):
        PublicChange.objects.create(is_strict=strict)
        transaction.on_commit(partial(number_changes, strict=strict), robust=True)


@contextmanager
def one_change() -> Iterator[None]:
    """Take all that happens in the block as one change, at its end."""
    before = _collected.set([])
    try:
        yield
    finally:
        collected = _collected.get()
        _collected.reset(before)
        if collected:
            start_generation(strict=any(collected))


def number_changes(*, strict: bool = True) -> None:
    """Give a number to changes that have none. Whoever comes second finds nothing to do."""
    from .generation import look_now

    with transaction.atomic():
        waiting = list(PublicChange.objects.select_for_update().values_list("pk", "is_strict"))
        if waiting:
            PublicChange.objects.filter(pk__in=[pk for pk, _strict in waiting]).delete()
            _count(any(is_strict for _pk, is_strict in waiting))
    look_now()


def _give_number(strict: bool) -> None:
    from .generation import look_now

    _count(strict)
    look_now()


def _count(strict: bool) -> None:
    new = {"number": F("number") + 1, "nonce": Value(secrets.token_hex(4))}
    if strict:
        new["strict"] = F("number") + 1
    if not Generation.objects.filter(pk=1).update(**new):
        Generation.objects.create(pk=1, nonce=secrets.token_hex(4))


def _is_noted(strict: bool) -> bool:
    """Say whether this transaction has noted a change already that says as much: a rollback forgets it again."""
    noted = [one for _points, one, _robust in transaction.get_connection().run_on_commit if _is_numbering(one)]
    return any(one.keywords["strict"] or not strict for one in noted)


def _is_numbering(function) -> bool:
    return isinstance(function, partial) and function.func is number_changes


def _note_stored_values(sender, instance, update_fields=None, **kwargs) -> None:
    """Remember whether a model of which readers see a few fields alone is about to change one of them."""
    names = public_fields(sender)
    instance._is_unseen = update_fields is not None and not names & set(update_fields)
    if not instance.pk:
        instance._is_unseen = not shows_when_new(sender)
    elif not instance._is_unseen:
        stored = sender._base_manager.filter(pk=instance.pk).values(*names).first()
        instance._is_unseen = stored == {name: getattr(instance, name) for name in names}


def _saved(sender, instance, update_fields=None, **kwargs) -> None:
    has_drafts = isinstance(instance, DraftStateMixin)
    if getattr(instance, "_is_unseen", False) or (has_drafts and update_fields and set(update_fields) <= OF_DRAFTS):
        return
    # A page that goes on being shown has other words, or a figure is another. Anything else may take something away.
    start_generation(strict=not ((has_drafts and instance.live) or public_fields(sender)))


def _changed(action: str = "post_delete", **kwargs) -> None:
    if action.startswith("post_"):
        start_generation()


def connect() -> None:
    """Watch every public model, and what Wagtail does to page trees by SQL. Apps have named private models by now.

    Each by its name: a handler for all would make Django fetch whatever is deleted, private rows too, one by one.
    """
    for model in filter(is_public_model, apps.get_models(include_auto_created=True)):
        name = model._meta.label
        if public_fields(model):
            pre_save.connect(_note_stored_values, sender=model, dispatch_uid=f"store.stored.{name}")
        post_save.connect(_saved, sender=model, dispatch_uid=f"store.saved.{name}")
        post_delete.connect(_changed, sender=model, dispatch_uid=f"store.deleted.{name}")
        m2m_changed.connect(_changed, sender=model, dispatch_uid=f"store.related.{name}")
    for signal in (page_slug_changed, page_unpublished, post_page_move):
        signal.connect(_changed, dispatch_uid="store.moved")


def start_after_migrations(sender, **kwargs) -> None:
    # Where only some apps were migrated, the tables may not be there yet.
    with suppress(DatabaseError):
        start_generation()


def connect_migrations(app_config) -> None:
    """Migrations change rows without a signal: what they leave is a new generation."""
    post_migrate.connect(start_after_migrations, sender=app_config, dispatch_uid="store.migrated")
