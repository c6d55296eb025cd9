"""Names the place of a string as the editing form does: “Body, Callout: Title”."""

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationContext


def places(model: type[models.Model], paths: list[str], key) -> dict[str, str]:
    """Return a name for each content path of an object; a path that is gone from the model keeps its bare name."""
    contexts = TranslationContext.objects.filter(object_id=key, path__in=paths)
    known = dict(contexts.values_list("path", "field_path"))
    return {path: _name(model, (known.get(path) or path).split(".")) for path in paths}


def _name(model: type[models.Model], parts: list[str]) -> str:
    try:
        field = model._meta.get_field(parts[0])
    except FieldDoesNotExist:
        return parts[0]
    names = [capfirst(str(field.verbose_name))]
    if isinstance(field, StreamField):
        block = field.stream_block
        for part in parts[1:]:
            children = getattr(block, "child_blocks", {})
            block = children.get(part) or getattr(block, "child_block", None)
            if block is None:
                break
            if part in children:
                names.append(capfirst(str(block.label or part)))
    return " › ".join(names)
