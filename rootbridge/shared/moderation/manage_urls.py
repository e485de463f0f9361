from django.urls import path

from .views import desk

app_name = "manage_reports"
urlpatterns = [
    path("", desk.waiting, name="list"),
    path("<int:number>/", desk.report, name="report"),
    path("<int:number>/return/", desk.put_back, name="put_back"),
]
