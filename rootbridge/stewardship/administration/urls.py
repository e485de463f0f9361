from django.urls import path

from .views import first, languages, looks, manual, parts, records

app_name = "administration"
urlpatterns = [
    path("", first.first, name="first"),
    path("language/", languages.choose, name="language"),
    path("look/", looks.ask, name="look"),
    path("look/<int:number>/", looks.opened, name="opened"),
    path("look/<int:number>/end/", looks.end, name="end_look"),
    path("audit/", records.records, name="audit"),
    path("audit/verification/", records.verify_chain, name="verify"),
    path("parts/", parts.every, name="parts"),
    path("parts/<slug:label>/", parts.switch, name="switch"),
    path("manual/", manual.contents, name="manual_index"),
    path("manual/<slug:key>/", manual.page, name="manual"),
]
