from django.urls import path

from .views import guides, links, planning, readers, voting

app_name = "services"
urlpatterns = [
    path("", guides.guides, name="list"),
    path("reading/", readers.reading, name="reading"),
    path("manifest.webmanifest", readers.manifest, name="manifest"),
    path("links/", links.links, name="links"),
    path("return/", planning.return_plan, name="return"),
    path("return/plan.ics", planning.return_ics, name="return_ics"),
    path("return/mine/", planning.own_plan, name="own_plan"),
    path("return/mine/plan.ics", planning.own_ics, name="own_ics"),
    path("return/mine/kept/", planning.keep_plan, name="keep_plan"),
    path("return/mine/ticks/", planning.tick_plan, name="tick_plan"),
    path("return/mine/day/", planning.move_plan, name="move_plan"),
    path("return/mine/removal/", planning.drop_plan, name="drop_plan"),
    path("voting/", voting.voting, name="voting"),
    path("voting/past/", voting.past, name="past_elections"),
    path("voting/<slug:slug>/", voting.election, name="election"),
    path("voting/<slug:slug>/dates.ics", voting.dates, name="election_ics"),
    path("<slug:slug>/", guides.guide, name="guide"),
    path("<slug:slug>/flyer.pdf", readers.flyer, name="flyer"),
]
