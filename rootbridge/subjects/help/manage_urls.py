from django.urls import path

from .views import counter, desk, files

app_name = "manage_questions"
urlpatterns = [
    path("", desk.questions, name="list"),
    path("unread/", desk.unread, name="unread"),
    path("new/", counter.new, name="new"),
    path("slip/<str:token>/", counter.slip, name="slip"),
    path("<str:number>/ask-file/", files.ask_file, name="ask_file"),
    path("<str:number>/files/<int:pk>/", files.open_at_desk, name="file"),
    path("<str:number>/", desk.question, name="question"),
    path("<str:number>/office/", desk.pass_on, name="pass_on"),
]
