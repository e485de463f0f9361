from django.urls import re_path

from . import views

app_name = "files"
urlpatterns = [re_path(r"^(?P<digest>[0-9a-f]{64})/(?P<name>[^/]{1,120})$", views.file, name="file")]
