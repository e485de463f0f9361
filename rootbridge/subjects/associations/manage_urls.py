from django.urls import path

from .views import desk, reserved

app_name = "manage_associations"
urlpatterns = [
    path("", desk.queue, name="list"),
    path("names/", reserved.names, name="names"),
    path("<int:number>/", desk.organisation, name="organisation"),
    path("<int:number>/admission/", desk.admission, name="admission"),
    path("<int:number>/proposal/", desk.proposal, name="proposal"),
    path("<int:number>/agreement/", desk.agreement, name="agreement"),
    path("<int:number>/claims/<int:claim>/", desk.claim, name="claim"),
    path("<int:number>/papers/<int:paper>/", desk.paper, name="paper"),
]
