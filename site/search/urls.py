"""The search page. Its address is the same in every language, so that it can be told on the phone."""

from django.urls import path

from .views import search_page

app_name = "search"

urlpatterns = [path("search/", search_page, name="search")]
