from django.urls import path

from .views import contact, finding, hiding, own

app_name = "community"
urlpatterns = [
    path("", finding.people, name="people"),
    path("me/", own.entry, name="entry"),
    path("me/preview/", own.preview, name="preview"),
    path("me/off/", own.off, name="off"),
    path("me/address/", own.new_address, name="new_address"),
    path("away/", hiding.away, name="away"),
    path("away/<int:number>/", hiding.end, name="end_away"),
    path("messages/", contact.contacts, name="contacts"),
    path("messages/<slug:key>/", contact.contact, name="contact"),
    path("messages/<slug:key>/answer/", contact.answer, name="answer"),
    path("messages/<slug:key>/leave/", contact.leave, name="leave"),
    path("messages/<slug:key>/report/", contact.report_contact, name="report_contact"),
    path("<slug:handle>/", finding.person, name="person"),
    path("<slug:handle>/write/", contact.ask, name="ask"),
    path("<slug:handle>/block/", hiding.block, name="block"),
    path("<slug:handle>/report/", finding.report_person, name="report_person"),
]
