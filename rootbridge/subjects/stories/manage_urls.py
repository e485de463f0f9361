from django.urls import path

from .views import judging

app_name = "manage_stories"
urlpatterns = [
    path("", judging.stories, name="list"),
    path("<int:number>/", judging.story, name="story"),
]
