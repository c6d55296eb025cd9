"""How the site uses its database, whichever it is."""

# Readers and one writer at a time, waiting instead of failing.
SQLITE = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}
# Who is not reached within seconds is away. It is no limit for statements, of the CMS or of a migration: the system
# of a server that works on one acknowledges what it is sent. All in seconds, but the last in milliseconds.
POSTGRESQL = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "tcp_user_timeout": 10_000,
}


def tuned(database: dict) -> dict:
    """Return the settings of a database with our own; what stands in its address goes before them."""
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return {**database, "OPTIONS": SQLITE}
    if database["ENGINE"] == "django.db.backends.postgresql":
        given = database.get("OPTIONS", {})
        return {**database, "ENGINE": "publishing.postgresql", "OPTIONS": {**POSTGRESQL, **given}}
    return database
