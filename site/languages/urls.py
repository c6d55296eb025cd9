"""Addresses of this app below ``/admin/``."""

from django.urls import path

from .exchange.views import TranslatorsView, UploadView, download_one, upload_one

urlpatterns = [
    path("translators/", TranslatorsView.as_view(), name="languages_translators"),
    path("translators/files/<int:pk>/", UploadView.as_view(), name="languages_upload"),
    # In the place of wagtail-localize's own addresses, which apply half of a faulty file.
    path("localize/translate/<int:translation_id>/pofile/download/", download_one, name="languages_download_one"),
    path("localize/translate/<int:translation_id>/pofile/upload/", upload_one, name="languages_upload_one"),
]
