from django.urls import path

from .views import asking, reading, serving

app_name = "help"
urlpatterns = [
    path("", reading.answers, name="list"),
    path("ask/", asking.ask, name="ask"),
    path("ask/<str:receipt>/", asking.asked, name="asked"),
    path("follow/", asking.follow, name="follow"),
    path("questions/", asking.questions, name="mine"),
    path("questions/<str:number>/", asking.question, name="question"),
    path("topics/<slug:topic>/", reading.topic, name="topic"),
    path("<slug:slug>/", reading.answer, name="answer"),
    path("<slug:slug>/enough/", serving.enough, name="enough"),
]
