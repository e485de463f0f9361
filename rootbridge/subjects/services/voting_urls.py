from django.urls import path

from .views import elections

app_name = "manage_voting"
urlpatterns = [
    path("", elections.kept, name="list"),
    path("new/", elections.election, name="new"),
    path("steps/", elections.steps, name="steps"),
    path("steps/<int:number>/", elections.step, name="step"),
    path("<int:number>/", elections.election, name="election"),
    path("<int:number>/places/", elections.places, name="places"),
    path("<int:number>/places/sheet/", elections.sheet, name="sheet"),
]
