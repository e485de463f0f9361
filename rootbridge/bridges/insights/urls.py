from django.urls import path

from . import views

app_name = "insights"
urlpatterns = [
    path("", views.figures, name="figures"),
    path("all.csv", views.sheet, name="all"),
    path("<str:key>.csv", views.sheet, name="sheet"),
]
