from django.urls import path

from rootbridge.base.runtime import views

app_name = "runtime"
urlpatterns = [
    path("live", views.live, name="live"),
    path("ready", views.ready, name="ready"),
]
