from django.urls import path

from .views import freshness

app_name = "manage_freshness"
urlpatterns = [
    path("", freshness.freshness, name="page"),
    path("sheet/", freshness.sheet, name="sheet"),
]
