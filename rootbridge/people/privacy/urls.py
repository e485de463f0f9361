from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("consents/<int:pk>/end/", views.withdraw, name="withdraw"),
    path("readers/", views.name_reader, name="name_reader"),
    path("readers/<str:key>/", views.reader, name="reader"),
    path("copy/", views.take_copy, name="export"),
    path("erase/", views.erase, name="erase"),
    path("erased/", views.erased, name="erased"),
]
