from django.urls import path

from .views import asking, own, reading, serving

app_name = "help"
urlpatterns = [
    path("", reading.answers, name="list"),
    path("ask/", asking.ask, name="ask"),
    path("ask/<str:receipt>/", asking.asked, name="asked"),
    path("follow/", own.follow, name="follow"),
    path("questions/", own.questions, name="mine"),
    path("questions/<str:number>/", own.question, name="question"),
    path("topics/<slug:topic>/", reading.topic, name="topic"),
    path("<slug:slug>/", reading.answer, name="answer"),
    path("<slug:slug>/enough/", serving.enough, name="enough"),
]
