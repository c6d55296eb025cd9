"""The life of a translation: how far it is, what has changed since, what may be published."""
