from django.urls import path

from .views import desk

app_name = "manage_groups"
urlpatterns = [
    path("", desk.groups, name="list"),
    path("<int:number>/", desk.group, name="group"),
    path("<int:number>/decision/", desk.decide, name="decide"),
    path("<int:number>/moderators/", desk.moderators, name="moderators"),
    path("<int:number>/end/", desk.close, name="close"),
    path("reported/<str:kind>/<int:number>/", desk.reported, name="reported"),
]
