from django.urls import path

from .views import appeals, desk, prepared

app_name = "manage_reports"
urlpatterns = [
    path("", desk.waiting, name="list"),
    path("sheet.csv", desk.sheet, name="sheet"),
    path("appeals/", appeals.waiting, name="appeals"),
    path("appeals/<int:number>/", appeals.appeal, name="appeal"),
    path("prepared/", prepared.prepared, name="prepared"),
    path("prepared/new/", prepared.prepared_decision, name="new_prepared"),
    path("prepared/<int:number>/", prepared.prepared_decision, name="prepared_decision"),
    path("<int:number>/", desk.report, name="report"),
    path("<int:number>/return/", desk.put_back, name="put_back"),
]
