from django.urls import path

from .views import confirming, meetings, own, reading

app_name = "focalpoints"
urlpatterns = [
    path("", reading.offices, name="list"),
    path("coverage/", reading.coverage, name="coverage"),
    path("check/", reading.check, name="check"),
    path("confirm/", confirming.code, name="code"),
    path("confirm/<str:token>/", confirming.answer, name="answer"),
    path("mine/", own.mine, name="mine"),
    path("mine/<int:number>/facts/", own.facts, name="facts"),
    path("mine/<int:number>/true/", own.true, name="true"),
    path("mine/<int:number>/meetings/", meetings.meeting, name="new_meeting"),
    path("mine/<int:number>/meetings/<int:meeting>/", meetings.meeting, name="meeting"),
    path("mine/<int:number>/meetings.csv", meetings.sheet, name="meetings_sheet"),
    path("people/<slug:slug>/", reading.person, name="person"),
    path("<slug:slug>/", reading.office, name="office"),
]
