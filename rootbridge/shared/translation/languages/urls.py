from django.urls import path

from .views import files, machine, matrix, side, terms

app_name = "manage_languages"
urlpatterns = [
    path("", matrix.matrix, name="matrix"),
    path("sheet/", matrix.sheet, name="sheet"),
    path("text/<int:number>/<str:language>/", side.side, name="side"),
    path("text/<int:number>/<str:language>/beginning/", side.beginning, name="beginning"),
    path("text/<int:number>/<str:language>/file/", files.one, name="file"),
    path("text/<int:number>/<str:language>/machine/", machine.ask, name="ask_machine"),
    path("files/", files.files, name="files"),
    path("files/many/", files.many, name="many"),
    path("files/brought/", files.bring, name="bring"),
    path("files/<int:number>/", files.brought, name="brought"),
    path("files/<int:number>/taking/", files.take, name="take"),
    path("files/<int:number>/undoing/", files.undo, name="undo"),
    path("terms/", terms.terms, name="terms"),
    path("terms/add/", terms.add, name="add_term"),
    path("terms/report/", terms.report, name="terms_report"),
    path("terms/sheet/", terms.sheet, name="terms_sheet"),
    path("terms/brought/", terms.bring, name="bring_terms"),
    path("terms/<int:number>/", terms.term, name="term"),
    path("terms/<int:number>/removal/", terms.removal, name="remove_term"),
    path("machine/", machine.machine, name="machine"),
    path("machine/many/", machine.many, name="machine_many"),
]
