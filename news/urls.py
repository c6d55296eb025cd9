"""The feed of each language: public, and cacheable like a page."""

from django.urls import path

from .feeds import news_feed

app_name = "news"

urlpatterns = [path("feed/", news_feed, name="feed")]
