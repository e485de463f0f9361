from django.urls import path

from .views import reading, stepping, writing

app_name = "stories"
urlpatterns = [
    path("", reading.stories, name="list"),
    path("write/", writing.new, name="write"),
    path("mine/", writing.mine, name="mine"),
    path("mine/<int:number>/", writing.own, name="own"),
    path("mine/<int:number>/words/", writing.words, name="words"),
    path("mine/<int:number>/words/<str:language>/", writing.telling, name="telling"),
    path("mine/<int:number>/pictures/", writing.pictures, name="pictures"),
    path("mine/<int:number>/step/", stepping.step, name="step"),
    path("mine/<int:number>/appeal/", writing.appeal, name="appeal"),
    path("<slug:slug>/", reading.story, name="story"),
]
