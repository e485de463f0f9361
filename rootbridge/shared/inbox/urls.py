from django.urls import path

from . import views

app_name = "inbox"
urlpatterns = [
    path("", views.notices, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("how/", views.preferences, name="preferences"),
]
