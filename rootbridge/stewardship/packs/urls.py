from django.urls import path

from . import views

app_name = "packs"
urlpatterns = [
    path("", views.here, name="here"),
    path("people/", views.people, name="people"),
    path("people/<slug:key>/sign-in/", views.sign_in, name="sign_in"),
    path("trustees/<slug:key>.json", views.key_file, name="key_file"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:number>/", views.letter, name="letter"),
]
