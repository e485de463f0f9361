from django.urls import path

from .views import about, asking, chat_after, chat_files, chatting, files, own, reading, serving

app_name = "help"
urlpatterns = [
    path("", reading.answers, name="list"),
    path("ask/", asking.ask, name="ask"),
    path("ask/<str:receipt>/", asking.asked, name="asked"),
    path("follow/", own.follow, name="follow"),
    path("questions/", own.questions, name="mine"),
    path("questions/<str:number>/", own.question, name="question"),
    path("topics/<slug:topic>/", reading.topic, name="topic"),
    path("about/", about.about, name="about"),
    path("about/stop/", about.stop, name="stop"),
    path("about/stopped/", about.stopped, name="stopped"),
    path("about/letter/<str:token>/", about.letter, name="about_letter"),
    path("files/", files.send, name="files"),
    path("files/longer/", files.keep, name="keep_files"),
    path("files/one/<str:token>/", files.file, name="file"),
    path("chat/", chatting.begin, name="chat"),
    path("chat/talk/", chatting.talk, name="talk"),
    path("chat/talk/step/", chatting.talk_step, name="talk_step"),
    path("chat/talk/transcript/", chat_after.transcript, name="transcript"),
    path("chat/talk/report/", chat_after.report, name="talk_report"),
    path("chat/talk/files/", chat_files.send, name="talk_files"),
    path("chat/talk/files/<int:pk>/", chat_files.fetch, name="talk_file"),
    path("chat/leave/", chatting.leave_talk, name="leave_talk"),
    path("chat/transcript/<str:token>/", chat_after.transcript_confirmed, name="transcript_confirmed"),
    path("<slug:slug>/", reading.answer, name="answer"),
    path("<slug:slug>/enough/", serving.enough, name="enough"),
]
