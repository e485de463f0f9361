from django.urls import path

from .views import groups, joining, posting, tending

app_name = "groups"
urlpatterns = [
    path("", groups.listing, name="list"),
    path("mine/", groups.mine, name="mine"),
    path("propose/", groups.propose, name="propose"),
    path("link/<str:key>/", joining.link, name="link"),
    path("<slug:slug>/", groups.group, name="group"),
    path("<slug:slug>/join/", joining.join, name="join"),
    path("<slug:slug>/join/back/", joining.take_back, name="take_back"),
    path("<slug:slug>/me/", joining.membership, name="membership"),
    path("<slug:slug>/leave/", joining.leave, name="leave"),
    path("<slug:slug>/take-over/", joining.take_over, name="take_over"),
    path("<slug:slug>/removed/", joining.removed, name="removed"),
    path("<slug:slug>/members/", groups.members, name="members"),
    path("<slug:slug>/members/<int:number>/block/", groups.block, name="block"),
    path("<slug:slug>/report/", groups.report_group, name="report"),
    path("<slug:slug>/write/", posting.write, name="write"),
    path("<slug:slug>/posts/<int:number>/", posting.edit, name="edit"),
    path("<slug:slug>/posts/<int:number>/reply/", posting.reply, name="reply"),
    path("<slug:slug>/posts/<int:number>/withdraw/", posting.withdraw, name="withdraw"),
    path("<slug:slug>/posts/<int:number>/report/", posting.report_post, name="report_post"),
    path("<slug:slug>/files/<int:number>/", posting.file, name="file"),
    path("<slug:slug>/tend/", tending.tend, name="tend"),
    path("<slug:slug>/tend/about/", tending.describe, name="describe"),
    path("<slug:slug>/tend/requests/<int:number>/", tending.decide, name="decide"),
    path("<slug:slug>/tend/members/<int:number>/", tending.member, name="member"),
    path("<slug:slug>/tend/posts/<int:number>/", tending.post, name="post"),
    path("<slug:slug>/tend/links/", tending.links, name="links"),
    path("<slug:slug>/tend/posts.csv", tending.take_posts, name="posts"),
]
