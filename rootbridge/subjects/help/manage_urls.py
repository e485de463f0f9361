from django.urls import path

from .views import counter, desk, desk_setting, desk_work, files, proposing

app_name = "manage_questions"
urlpatterns = [
    path("", desk.questions, name="list"),
    path("sheet/", desk.sheet, name="sheet"),
    path("unread/", desk.unread, name="unread"),
    path("new/", counter.new, name="new"),
    path("slip/<str:token>/", counter.slip, name="slip"),
    path("<str:number>/ask-file/", files.ask_file, name="ask_file"),
    path("<str:number>/files/<int:pk>/", files.open_at_desk, name="file"),
    path("desks/", desk_setting.desks, name="desks"),
    path("desks/rules/new/", desk_setting.rule, name="new_rule"),
    path("desks/rules/<int:number>/", desk_setting.rule, name="rule"),
    path("desks/<slug:slug>/", desk_setting.contacts, name="contacts"),
    path("prepared/", desk_setting.prepared, name="prepared"),
    path("prepared/new/", desk_setting.prepared_reply, name="new_prepared"),
    path("prepared/<int:number>/", desk_setting.prepared_reply, name="prepared_reply"),
    path("<str:number>/", desk.question, name="question"),
    path("<str:number>/office/", desk_work.pass_on, name="pass_on"),
    path("<str:number>/person/", desk_work.person, name="person"),
    path("<str:number>/notes/", desk_work.note, name="note"),
    path("<str:number>/log/", desk_work.log, name="log"),
    path("<str:number>/links/", desk_work.link, name="link"),
    path("<str:number>/double/", desk_work.double, name="double"),
    path("<str:number>/proposal/", proposing.proposal, name="proposal"),
]
