from django.urls import path

from .views import reading

app_name = "resources"
urlpatterns = [
    path("", reading.library, name="list"),
    path("collections/", reading.collections, name="collections"),
    path("collections/<slug:slug>/", reading.collection, name="collection"),
    path("<slug:slug>/", reading.resource, name="resource"),
    path("<slug:slug>/<str:language>/", reading.open_version, name="open"),
]
