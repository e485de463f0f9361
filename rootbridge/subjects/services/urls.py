from django.urls import path

from .views import guides

app_name = "services"
urlpatterns = [
    path("", guides.guides, name="list"),
    path("<slug:slug>/", guides.guide, name="guide"),
]
