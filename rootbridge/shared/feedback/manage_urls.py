from django.urls import path

from .views import desk

app_name = "manage_feedback"
urlpatterns = [
    path("", desk.notes, name="list"),
    path("survey/", desk.survey, name="survey"),
    path("survey/<int:number>/", desk.change, name="change"),
    path("<int:number>/", desk.note, name="note"),
    path("<int:number>/showing/", desk.show, name="show"),
    path("<int:number>/aside/", desk.set_aside, name="aside"),
]
