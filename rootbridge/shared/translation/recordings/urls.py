from django.urls import path

from . import views

app_name = "manage_recordings"
urlpatterns = [
    path("", views.recordings, name="list"),
    path("add/", views.add, name="add"),
    path("<int:number>/", views.recording, name="recording"),
    path("<int:number>/step/", views.step, name="step"),
]
