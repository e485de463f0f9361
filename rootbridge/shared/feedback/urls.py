from django.urls import path

from . import views

app_name = "feedback"
urlpatterns = [
    path("", views.judge, name="judge"),
    path("<str:kind>/<int:number>/", views.remark, name="remark"),
]
