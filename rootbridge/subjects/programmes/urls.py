from django.urls import path

from .views import applying, own, papers, reading

app_name = "programmes"
urlpatterns = [
    path("", reading.programmes, name="list"),
    path("fits/", reading.fit, name="fits"),
    path("mine/", own.mine, name="mine"),
    path("mine/<int:number>/", own.application, name="application"),
    path("mine/<int:number>/sending/", applying.sending, name="sending"),
    path("mine/<int:number>/withdrawal/", own.withdrawal, name="withdrawal"),
    path("mine/<int:number>/message/", own.message, name="message"),
    path("mine/<int:number>/print/", papers.printing, name="print"),
    path("mine/<int:number>/dossier.pdf", papers.pdf, name="pdf"),
    path("mine/<int:number>/invitations/", applying.inviting, name="invite"),
    path("mine/<int:number>/people/<int:party>/end/", applying.parting, name="part_ways"),
    path("mine/<int:number>/papers/<int:paper>/", papers.sending, name="paper"),
    path("mine/<int:number>/files/<int:attachment>/", papers.file, name="file"),
    path("mine/<int:number>/files/<int:attachment>/removal/", papers.removal, name="remove_file"),
    path("mine/<int:number>/milestones/<int:milestone>/", papers.milestone, name="milestone"),
    path("mine/<int:number>/<slug:part>/", applying.part, name="part"),
    path("joint/<str:token>/", own.joint, name="joint"),
    path("<slug:slug>/", reading.programme, name="programme"),
    path("<slug:slug>/apply/<slug:key>/", applying.apply, name="apply"),
    path("<slug:slug>/results/<slug:key>/", reading.results, name="results"),
]
