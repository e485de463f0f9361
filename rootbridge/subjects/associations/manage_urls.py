from django.urls import path

from .views import desk, lists, reserved, resting

app_name = "manage_associations"
urlpatterns = [
    path("", desk.queue, name="list"),
    path("names/", reserved.names, name="names"),
    path("import/", lists.lists, name="lists"),
    path("import/<int:number>/", lists.one, name="load"),
    path("import/<int:number>/step/", lists.step, name="load_step"),
    path("resting/", resting.resting, name="resting"),
    path("resting/<int:number>/", resting.care, name="care"),
    path("<int:number>/", desk.organisation, name="organisation"),
    path("<int:number>/admission/", desk.admission, name="admission"),
    path("<int:number>/proposal/", desk.proposal, name="proposal"),
    path("<int:number>/agreement/", desk.agreement, name="agreement"),
    path("<int:number>/claims/<int:claim>/", desk.claim, name="claim"),
    path("<int:number>/papers/<int:paper>/", desk.paper, name="paper"),
]
