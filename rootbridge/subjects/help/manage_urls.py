from django.urls import path

from .views import desk

app_name = "manage_questions"
urlpatterns = [
    path("", desk.questions, name="list"),
    path("unread/", desk.unread, name="unread"),
    path("<str:number>/", desk.question, name="question"),
    path("<str:number>/office/", desk.pass_on, name="pass_on"),
]
