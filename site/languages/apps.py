from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "languages"
    verbose_name = "Languages"

    def ready(self):
        from publishing.store.private import show_only

        from . import signal_handlers  # noqa: F401
        from .checks import signal_handlers as checks
        from .together import signal_handlers as together  # noqa: F401
        from .translations import signal_handlers as translations  # noqa: F401
        from .translations.guard import guard_saving

        checks.connect()
        guard_saving()
        # What readers are told of a translation; how far it is concerns translators alone.
        show_only("languages.TranslationState", "status", "incomplete")
