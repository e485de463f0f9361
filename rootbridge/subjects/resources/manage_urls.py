from django.urls import path

from .views import keeping

app_name = "manage_resources"
urlpatterns = [
    path("", keeping.resources, name="list"),
    path("new/", keeping.new, name="new"),
    path("collections/", keeping.collections, name="collections"),
    path("collections/new/", keeping.new_collection, name="new_collection"),
    path("collections/<int:number>/", keeping.collection, name="collection"),
    path("<int:number>/", keeping.resource, name="resource"),
    path("<int:number>/versions/", keeping.version, name="version"),
    path("<int:number>/step/", keeping.step, name="step"),
]
