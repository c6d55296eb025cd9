from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "News"

    def ready(self):
        from publishing.store.live import keep_stored

        from .lists import list_paths

        keep_stored(list_paths)
