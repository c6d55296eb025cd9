"""Loads the words that stay in Latin script; what an editor has taken away does not come back."""

from pathlib import Path

from languages.models import LoadedRecord, ProtectedWord

from .files import ContentError, digest_of, read_yaml


def load_protected_words(path: Path) -> dict[str, int]:
    """Store each word of a file once, and return how many were loaded and how many were known.

    Raises:
        ContentError: where the file is not a list of words.
    """
    words = read_yaml(path) if path.exists() else []
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ContentError(f"{path}: expected a list of words")
    kind = ProtectedWord._meta.label
    known = set(LoadedRecord.objects.filter(kind=kind).values_list("key", flat=True))
    new = [word for word in dict.fromkeys(words) if word not in known]
    for word in new:
        stored, _created = ProtectedWord.objects.get_or_create(text=word)
        digest = digest_of(word)
        LoadedRecord.objects.create(kind=kind, key=word, object_id=str(stored.pk), digest=digest, state=digest)
    return {"loaded": len(new), "unchanged": len(words) - len(new)}
