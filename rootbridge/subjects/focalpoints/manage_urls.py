from django.urls import path

from .views import covering, keeping, lists, people

app_name = "manage_offices"
urlpatterns = [
    path("", keeping.offices, name="list"),
    path("new/", keeping.office, name="new"),
    path("coverage/", covering.coverage, name="coverage"),
    path("message/", covering.message, name="message"),
    path("meetings.csv", covering.sheet, name="sheet"),
    path("invitations/", people.invitations, name="invitations"),
    path("invitations/letters.pdf", people.letters, name="letters"),
    path("lists/", lists.brought, name="lists"),
    path("lists/example.csv", lists.example, name="example"),
    path("lists/<int:number>/", lists.one_list, name="one_list"),
    path("lists/<int:number>/columns/", lists.columns, name="columns"),
    path("lists/<int:number>/approval/", lists.approval, name="approval"),
    path("lists/<int:number>/undoing/", lists.undoing, name="undoing"),
    path("people/<int:number>/", people.person, name="person"),
    path("people/<int:number>/step/", people.step, name="person_step"),
    path("<slug:slug>/", keeping.office, name="office"),
    path("<slug:slug>/people/", people.new, name="new_person"),
]
