"""Records that blocks choose: contacts, funders, documents. A request reads each kind once."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from django.db.models import Model, Q, QuerySet

from .prepared import rows, some
from .references import referenced
from .scope import kept


def key_of_page() -> str:
    """Return the primary key, as text, of the page that this request shows; empty where it shows none."""
    page = kept("page", lambda: None)
    return str(page.pk) if page else ""


def chosen_by(key: str, model: type[Model]) -> Q:
    """Return the condition for the records that a page has chosen."""
    return Q(pk__in=referenced(model, [key]))


def known(model: type[Model]) -> dict[int, Model | None]:
    """Return the records of a kind that this request has read."""
    return kept(("records", model), dict)


def remember(model: type[Model], records: Iterable[Model]) -> None:
    """Let blocks find records that were read for another reason."""
    known(model).update({record.pk: record for record in records})


def find(model: type[Model], keys: Sequence[int | None]) -> list[Model | None]:
    """Return the record for each primary key; what is missing is read with all that the page has chosen."""
    records = known(model)
    if missing := {key for key in keys if key} - records.keys():
        records.update(dict.fromkeys(missing))
        found = rows(_query_for(model), page=key_of_page(), **some("key", missing))
        records.update({one.pk: one for one in found})
    return [records.get(key) for key in keys]


@cache
def _query_for(model: type[Model]) -> Callable[..., QuerySet]:
    """Return what builds the query for records of a kind: the same each time, so that its SQL is found again."""

    def query(*, page: str, **keys: int) -> QuerySet:
        return model._default_manager.filter(Q(pk__in=keys.values()) | chosen_by(page, model))

    return query
