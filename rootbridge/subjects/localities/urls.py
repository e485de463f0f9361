from django.urls import path

from .views import contributing, following, reading

app_name = "localities"
urlpatterns = [
    path("", reading.localities, name="list"),
    path("mine/", following.mine, name="mine"),
    path("stop/<uuid:token>/", following.stop, name="stop"),
    path("<str:slug>/", reading.locality, name="place"),
    path("<str:slug>/sheet/", reading.sheet, name="sheet"),
    path("<str:slug>/follow/", following.follow, name="follow"),
    path("<str:slug>/add/", contributing.choose, name="add"),
    path("<str:slug>/add/<str:kind>/", contributing.new, name="new"),
    path("<str:slug>/entries/<int:number>/correct/", contributing.correction, name="correct"),
]
