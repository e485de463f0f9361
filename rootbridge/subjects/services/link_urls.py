from django.urls import path

from .views import links

app_name = "manage_links"
urlpatterns = [
    path("", links.kept, name="list"),
    path("new/", links.link, name="new"),
    path("<int:number>/", links.link, name="link"),
    path("<int:number>/new-address/", links.move, name="move"),
]
