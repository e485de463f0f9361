from django.urls import path

from .views import first

app_name = "invitation"
urlpatterns = [path("", first.welcome, name="welcome")]
