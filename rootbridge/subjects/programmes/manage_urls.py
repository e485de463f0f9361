from django.urls import path

from .views import accompanying, defining, handling, reviewing, rounds, terms

app_name = "manage_programmes"
urlpatterns = [
    path("", defining.programmes, name="list"),
    path("new/", defining.new, name="new"),
    path("reviews/", reviewing.reviews, name="reviews"),
    path("reviews/<int:number>/", reviewing.review, name="review"),
    path("reviews/<int:number>/files/<int:attachment>/", reviewing.file, name="review_file"),
    path("calls/<int:number>/", rounds.dashboard, name="round"),
    path("calls/<int:number>/text/", terms.call, name="call"),
    path("calls/<int:number>/announcement/", terms.announcement, name="announcement"),
    path("calls/<int:number>/applications.csv", rounds.sheet, name="sheet"),
    path("applications/", rounds.applications, name="applications"),
    path("applications/<int:number>/", handling.application, name="application"),
    path("applications/<int:number>/stage/", handling.stage, name="stage"),
    path("applications/<int:number>/reviewers/", handling.assign, name="assign"),
    path("applications/<int:number>/reviewers/<int:assignment>/end/", handling.unassign, name="unassign"),
    path("applications/<int:number>/decision/", handling.decision, name="decision"),
    path("applications/<int:number>/message/", handling.message, name="message"),
    path("applications/<int:number>/files/<int:attachment>/", handling.file, name="file"),
    path("applications/<int:number>/dossier.pdf", handling.pdf, name="pdf"),
    path("applications/<int:number>/adviser/", accompanying.adviser, name="adviser"),
    path("applications/<int:number>/milestones/", accompanying.plan, name="plan"),
    path("applications/<int:number>/milestones/<int:milestone>/", accompanying.milestone, name="milestone"),
    path("applications/<int:number>/visits/", accompanying.visit, name="visit"),
    path("applications/<int:number>/end/", accompanying.finish, name="finish"),
    path("<int:number>/", defining.programme, name="programme"),
    path("<int:number>/text/", defining.edit, name="edit"),
    path("<int:number>/publication/", defining.publication, name="publication"),
    path("<int:number>/calls/", terms.new_call, name="new_call"),
    path("<int:number>/<slug:kind>/", terms.terms, name="terms"),
    path("<int:number>/<slug:kind>/<int:row>/", terms.term, name="term"),
]
