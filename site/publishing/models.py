"""What all processes know of the public site: which generation of it is current, and whether the worker lives."""

from django.db import models
from django.utils import timezone


class Generation(models.Model):
    """The state of everything that is public, as one number; a single row.

    Attributes:
        number: grows by one with each change that readers can see.
        strict: the last number at which something may have gone from the site: what is older is not shown any more.
        nonce: tells a number from the same number of another history, after a restored backup.
    """

    number = models.PositiveBigIntegerField(default=1)
    strict = models.PositiveBigIntegerField(default=1)
    nonce = models.CharField(max_length=16, default="")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.number}-{self.nonce}"


class PublicChange(models.Model):
    """A change that has no number yet: written with its transaction, so that it cannot be lost, and gone right after.

    Attributes:
        is_strict: something may have gone from the site.
    """

    is_strict = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return "strict" if self.is_strict else "plain"


class Heartbeat(models.Model):
    """When a kind of process was last seen at work."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
