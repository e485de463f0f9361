from django.urls import path

from .views import checking, receiving, writing

app_name = "manage_needs"
urlpatterns = [
    path("", writing.needs, name="list"),
    path("new/", writing.new, name="new"),
    path("answers/", receiving.answers, name="answers"),
    path("answers/<int:number>/", receiving.answer, name="answer"),
    path("answers/<int:number>/step/", receiving.step, name="step"),
    path("<int:number>/", checking.need, name="need"),
    path("<int:number>/text/", writing.edit, name="edit"),
    path("<int:number>/text/<str:language>/", writing.text, name="text"),
    path("<int:number>/skills/", writing.skills, name="skills"),
    path("<int:number>/proposal/", checking.proposal, name="proposal"),
    path("<int:number>/publication/", checking.publication, name="publication"),
    path("<int:number>/return/", checking.sending_back, name="return"),
    path("<int:number>/closing/", checking.closing, name="closing"),
]
