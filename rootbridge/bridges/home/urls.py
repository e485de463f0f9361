from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("about/<slug:key>/", views.about_page, name="about"),
    path("account/", views.own, name="own"),
    path("account/here/", views.bearings, name="bearings"),
]
