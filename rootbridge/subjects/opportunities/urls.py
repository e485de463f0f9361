from django.urls import path

from .views import answering, reading

app_name = "opportunities"
urlpatterns = [
    path("", reading.needs, name="list"),
    path("<slug:slug>/", reading.need, name="detail"),
    path("<slug:slug>/answer/", answering.answer, name="answer"),
    path("<slug:slug>/mine/", answering.my_answer, name="my_answer"),
    path("<slug:slug>/mine/step/", answering.my_step, name="my_step"),
]
