from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "site_search"
    verbose_name = "Search"

    def ready(self):
        from publishing.export.forms import name_form

        from .signal_handlers import connect

        connect()
        name_form("search:search")
