"""Addresses of this app below ``/admin/``."""

from django.urls import path

from .checks.views import ConsistencyView, check_again, decide
from .exchange.views import TranslatorsView, UploadView, download_one, upload_one

urlpatterns = [
    path("translators/", TranslatorsView.as_view(), name="languages_translators"),
    path("translators/files/<int:pk>/", UploadView.as_view(), name="languages_upload"),
    path("reports/consistency/", ConsistencyView.as_view(), name="languages_consistency"),
    path(
        "reports/consistency/results/",
        ConsistencyView.as_view(results_only=True),
        name="languages_consistency_results",
    ),
    path("reports/consistency/again/", check_again, name="languages_check_again"),
    path("reports/consistency/<int:pk>/", decide, name="languages_decide"),
    # In the place of wagtail-localize's own addresses, which apply half of a faulty file.
    path("localize/translate/<int:translation_id>/pofile/download/", download_one, name="languages_download_one"),
    path("localize/translate/<int:translation_id>/pofile/upload/", upload_one, name="languages_upload_one"),
]
