from django.urls import path

from .views import naming

app_name = "manage_trustees"
urlpatterns = [
    path("", naming.trustees, name="list"),
    path("<int:number>/end/", naming.end, name="end"),
]
