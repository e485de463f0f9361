from django.urls import path

from .views import deciding, desk, keeping, live, versions

app_name = "manage_texts"
TEXT = "<str:kind>/<int:number>/"
urlpatterns = [
    path("", desk.texts, name="list"),
    path("readability/", live.readability, name="readability"),
    path(TEXT, desk.text, name="text"),
    path(f"{TEXT}sending/", desk.sending, name="sending"),
    path(f"{TEXT}taking-back/", desk.taking_back, name="taking_back"),
    path(f"{TEXT}publication/", deciding.publication, name="publication"),
    path(f"{TEXT}return/", deciding.sending_back, name="return"),
    path(f"{TEXT}unplanning/", deciding.unplanning, name="unplanning"),
    path(f"{TEXT}ending/", deciding.ending, name="ending"),
    path(f"{TEXT}versions/", versions.versions, name="versions"),
    path(f"{TEXT}versions/<int:version>/restoring/", versions.restoring, name="restoring"),
    path(f"{TEXT}checked/", keeping.checked, name="checked"),
    path(f"{TEXT}unchecked/", keeping.unchecked, name="unchecked"),
    path(f"{TEXT}keeper/", keeping.keeper, name="keeper"),
    path(f"{TEXT}pictures/", keeping.pictures, name="pictures"),
    path(f"{TEXT}pictures/<int:picture>/", keeping.picture, name="picture"),
]
