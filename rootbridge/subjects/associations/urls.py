from django.urls import path

from .views import guide, own, papers, reading, register, sending

app_name = "associations"
urlpatterns = [
    path("register/", register.start, name="register"),
    path("register/guide/", guide.page, name="guide"),
    path("register/guide.pdf", guide.sheet, name="guide_pdf"),
    path("register/link/", register.link, name="link"),
    path("register/continue/<str:token>/", register.go_on, name="go_on"),
    path("register/send/", sending.send, name="send"),
    path("register/code/", sending.code, name="code"),
    path("register/code/new/", sending.new_code, name="new_code"),
    path("register/done/", register.registered, name="registered"),
    path("register/<slug:key>/", register.step, name="step"),
    path("mine/", own.mine, name="mine"),
    path("mine/name/<int:number>/", own.name, name="name"),
    path("officer/<str:token>/", own.officer, name="officer"),
    path("<slug:slug>/", reading.association, name="association"),
    path("<slug:slug>/standing/", own.standing, name="standing"),
    path("<slug:slug>/standing/wish/", own.wish, name="wish"),
    path("<slug:slug>/standing/appeal/", own.appeal, name="appeal"),
    path("<slug:slug>/papers/<int:paper>/", papers.own, name="paper"),
    path("<slug:slug>/claim/", own.claim, name="claim"),
    path("<slug:slug>/claim/code/", own.claim_code, name="claim_code"),
    path("<slug:slug>/claim/withdrawal/", own.withdraw_claim, name="withdraw_claim"),
]
