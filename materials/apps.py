from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "materials"
    verbose_name = "Materials"

    def ready(self):
        from publishing.store.live import keep_stored

        from .handouts.addresses import print_paths

        keep_stored(print_paths)
