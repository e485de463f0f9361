from django.urls import path

from .views import judging, notes, rating, survey

app_name = "feedback"
urlpatterns = [
    path("", notes.section, name="section"),
    path("write/", notes.write, name="write"),
    path("sent/<slug:what>/", notes.sent, name="sent"),
    path("mine/", notes.mine, name="mine"),
    path("useful/", judging.judge, name="judge"),
    path("useful/page/", judging.judge_page, name="judge_page"),
    path("useful/why/", judging.remark_page, name="remark_page"),
    path("useful/thanks/", judging.thanks, name="thanks"),
    path("rating/<str:token>/", rating.rate, name="rating"),
    path("survey/", survey.outcome, name="survey"),
    path("survey/answer/", survey.answer, name="survey_answer"),
    path("survey/thanks/", survey.thanks, name="survey_thanks"),
    path("survey/<int:year>.csv", survey.sheet, name="survey_sheet"),
    path("<str:kind>/<int:number>/", judging.remark, name="remark"),
]
