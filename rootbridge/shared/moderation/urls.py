from django.urls import path

from .views import reader as views

app_name = "moderation"
urlpatterns = [
    path("", views.report, name="report"),
    path("thanks/", views.thanks, name="reported"),
    path("mine/", views.mine, name="mine"),
]
