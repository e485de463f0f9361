from django.urls import path

from .views import reporting, trustees

app_name = "safety"
urlpatterns = [
    path("", reporting.front, name="front"),
    path("report/", reporting.report, name="report"),
    path("follow/", reporting.follow, name="follow"),
    path("key/", trustees.key, name="key"),
    path("inbox/", trustees.inbox, name="inbox"),
    path("inbox/<str:token>/", trustees.read, name="read"),
    path("inbox/<str:token>/<int:number>/", trustees.cipher, name="cipher"),
    path("inbox/<str:token>/closing/", trustees.close, name="close"),
]
