from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("account/", views.front, name="own"),
]
