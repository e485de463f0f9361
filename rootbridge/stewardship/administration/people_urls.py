from django.urls import path

from .views import invitations, people

app_name = "people"
urlpatterns = [
    path("", people.everybody, name="list"),
    path("invite/", invitations.choose, name="choose"),
    path("invite/<slug:kind>/", invitations.invite, name="invite"),
    path("invitations/", invitations.sent, name="invitations"),
    path("invitations/<int:number>/withdrawal/", invitations.withdraw, name="withdraw"),
    path("<int:number>/", people.role, name="role"),
    path("<int:number>/suspension/", people.suspend, name="suspend"),
    path("<int:number>/resumption/", people.resume, name="resume"),
    path("<int:number>/end/", people.end, name="end"),
    path("<int:number>/substitute/", people.substitute, name="substitute"),
    path("<int:number>/handover/", people.hand_over, name="hand_over"),
]
