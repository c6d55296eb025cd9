"""Short codes that can be read out on the phone."""

import secrets

# No 0 or O, 1, I or L, 2 or Z, 5 or S, 8 or B, U or V: nothing that is misheard or misread.
ALPHABET = "ACDEFGHJKMNPQRTWXY34679"
LENGTH = 6
FEEDBACK_LENGTH = 8


def _code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_reference() -> str:
    """Return a new random reference, such as ``K-7HXQ3M``; 148 million are possible."""
    return "K-" + _code(LENGTH)


def new_feedback_code() -> str:
    """Return a new random code for a session's feedback, such as ``7HXQ3MTD``; 78,000 million are possible."""
    return _code(FEEDBACK_LENGTH)
