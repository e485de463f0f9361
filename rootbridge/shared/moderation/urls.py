from django.urls import path

from .views import reader as views

app_name = "moderation"
urlpatterns = [
    path("", views.report, name="report"),
    path("thanks/", views.thanks, name="reported"),
    path("rules/", views.rules, name="rules"),
    path("mine/", views.mine, name="mine"),
    path("decisions/<int:number>/", views.decision, name="decision"),
]
