from django.urls import path

from .views import groups, misses

app_name = "manage_search"
urlpatterns = [
    path("", misses.misses, name="misses"),
    path("sheet/", misses.sheet, name="sheet"),
    path("settled/", misses.settle, name="settle"),
    path("words/", groups.groups, name="groups"),
    path("words/add/", groups.add, name="add"),
    path("words/<int:number>/", groups.group, name="group"),
    path("words/<int:number>/removal/", groups.removal, name="remove"),
]
