"""Short references that can be read out on the phone."""

import secrets

# No 0 or O, 1, I or L, 2 or Z, 5 or S, 8 or B, U or V: nothing that is misheard or misread.
ALPHABET = "ACDEFGHJKMNPQRTWXY34679"
LENGTH = 6


def new_reference() -> str:
    """Return a new random reference, such as ``K-7HXQ3M``; 148 million are possible."""
    return "K-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
