"""Wagtail's editor inside the back office: which of its pages are closed here, and to whom the rest opens."""

closed_urls = []
