from django.urls import path

from .views import guides, readers

app_name = "services"
urlpatterns = [
    path("", guides.guides, name="list"),
    path("reading/", readers.reading, name="reading"),
    path("manifest.webmanifest", readers.manifest, name="manifest"),
    path("<slug:slug>/", guides.guide, name="guide"),
    path("<slug:slug>/flyer.pdf", readers.flyer, name="flyer"),
]
