from django.urls import path

from .views import filling, keeping, overseeing

app_name = "manage_localities"
urlpatterns = [
    path("", overseeing.pages, name="list"),
    path("sheet/", overseeing.sheet, name="sheet"),
    path("<str:slug>/", keeping.keep, name="keep"),
    path("<str:slug>/month/", keeping.month, name="month"),
    path("<str:slug>/lead/", filling.lead, name="lead"),
    path("<str:slug>/estimate/", filling.estimate, name="estimate"),
    path("<str:slug>/new/<str:kind>/", filling.new, name="new"),
    path("<str:slug>/entries/<int:number>/", filling.entry, name="entry"),
    path("<str:slug>/entries/<int:number>/step/", keeping.step, name="step"),
    path("<str:slug>/said/<int:number>/", keeping.contribution, name="contribution"),
    path("<str:slug>/caretaker/", overseeing.caretaker, name="caretaker"),
]
