from django.urls import path

from .views import reading

app_name = "associations"
urlpatterns = [
    path("<slug:slug>/", reading.association, name="association"),
]
