from django.urls import path

from . import views

app_name = "services"
urlpatterns = [
    path("", views.guides, name="list"),
    path("<slug:slug>/", views.guide, name="guide"),
]
