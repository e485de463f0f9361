from django.urls import path

from .views import chat_files, chat_lead, chat_tools, chat_work

app_name = "manage_chat"
urlpatterns = [
    path("", chat_work.chats, name="list"),
    path("presence/", chat_work.presence, name="presence"),
    path("team/", chat_lead.team, name="team"),
    path("desks/", chat_lead.desks, name="desks"),
    path("desks/<slug:slug>/", chat_lead.desk, name="desk"),
    path("blocks/", chat_lead.blocks, name="blocks"),
    path("blocks/<int:number>/lift/", chat_lead.lift, name="lift"),
    path("<int:number>/", chat_work.chat, name="chat"),
    path("<int:number>/step/", chat_tools.step, name="step"),
    path("<int:number>/passing/", chat_tools.passing, name="passing"),
    path("<int:number>/block/", chat_tools.block, name="block"),
    path("<int:number>/report/", chat_tools.report, name="report"),
    path("<int:number>/files/", chat_files.send_at_desk, name="files"),
    path("<int:number>/files/<int:pk>/", chat_files.open_at_desk, name="file"),
    path("<int:number>/listening/", chat_lead.listening, name="listening"),
]
