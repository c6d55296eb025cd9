"""Records that blocks choose: contacts, funders, documents. A request reads each kind once."""

from collections.abc import Iterable, Sequence

from django.db.models import Model, Q

from .references import referenced
from .scope import kept


def chosen_here(model: type[Model]) -> Q:
    """Return the condition for the records that the page of this request has chosen."""
    page = kept("page", lambda: None)
    return Q(pk__in=referenced(model, [str(page.pk)]) if page else [])


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
        records.update({one.pk: one for one in model._default_manager.filter(Q(pk__in=missing) | chosen_here(model))})
    return [records.get(key) for key in keys]
