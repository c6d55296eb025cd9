from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "languages"
    verbose_name = "Languages"

    def ready(self):
        from . import signal_handlers  # noqa: F401
        from .together import signal_handlers as together  # noqa: F401
