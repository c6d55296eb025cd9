"""What was loaded from ``content/``, so that loading again changes only what may be changed."""

from django.db import models


class LoadedRecord(models.Model):
    """One page, snippet or picture in one language, as the loader last left it.

    Attributes:
        kind: a model's label, such as ``home.HelpContact``; ``page`` for pages of any type.
        digest: of the files that it was loaded from.
        state: of the object in the database; a different state means that an editor has changed it.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=100)
    language = models.CharField(max_length=10, blank=True)
    object_id = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "key", "language"], name="one_record_per_object_and_language"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.language}".strip()
