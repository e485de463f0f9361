from django.urls import path

from .views import appeals, desk

app_name = "manage_reports"
urlpatterns = [
    path("", desk.waiting, name="list"),
    path("appeals/", appeals.waiting, name="appeals"),
    path("appeals/<int:number>/", appeals.appeal, name="appeal"),
    path("<int:number>/", desk.report, name="report"),
    path("<int:number>/return/", desk.put_back, name="put_back"),
]
