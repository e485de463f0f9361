from django.urls import path

from .views import asking, chat_after, chatting, reading

app_name = "help"
urlpatterns = [
    path("", reading.answers, name="list"),
    path("ask/", asking.ask, name="ask"),
    path("ask/<str:receipt>/", asking.asked, name="asked"),
    path("follow/", asking.follow, name="follow"),
    path("chat/", chatting.begin, name="chat"),
    path("chat/talk/", chatting.talk, name="talk"),
    path("chat/talk/step/", chatting.talk_step, name="talk_step"),
    path("chat/talk/transcript/", chat_after.transcript, name="transcript"),
    path("chat/talk/report/", chat_after.report, name="talk_report"),
    path("chat/leave/", chatting.leave_talk, name="leave_talk"),
    path("chat/transcript/<str:token>/", chat_after.transcript_confirmed, name="transcript_confirmed"),
    path("questions/", asking.questions, name="mine"),
    path("questions/<str:number>/", asking.question, name="question"),
    path("<slug:slug>/", reading.answer, name="answer"),
]
