"""The roof: which room answers at which address. Public pages stand under a language, the back office does not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtail_admin

from rootbridge.bridges.home.views import best_language
from rootbridge.stewardship.administration import editor
from rootbridge.subjects.localities.views.reading import short as short_locality
from rootbridge.subjects.services.views.readers import worker
from rootbridge.subjects.stories.feeds import stories_feed

urlpatterns = [
    path("", best_language, name="best_language"),
    path("sw.js", worker, name="worker"),
    path("l/<str:code>/", short_locality, name="short_locality"),
    path("health/", include("rootbridge.base.runtime.urls")),
    path("manage/content/", include(editor.closed_urls)),
    path("manage/content/", include(wagtail_admin)),
    path("manage/languages/", include("rootbridge.shared.translation.languages.urls")),
    path("manage/texts/", include("rootbridge.shared.translation.editorial.urls")),
    path("manage/freshness/", include("rootbridge.shared.translation.editorial.freshness_urls")),
    path("manage/people/", include("rootbridge.stewardship.administration.people_urls")),
    path("manage/recordings/", include("rootbridge.shared.translation.recordings.urls")),
    path("manage/localities/", include("rootbridge.subjects.localities.manage_urls")),
    path("manage/needs/", include("rootbridge.subjects.opportunities.manage_urls")),
    path("manage/resources/", include("rootbridge.subjects.resources.manage_urls")),
    path("manage/programmes/", include("rootbridge.subjects.programmes.manage_urls")),
    path("manage/associations/", include("rootbridge.subjects.associations.manage_urls")),
    path("manage/groups/", include("rootbridge.subjects.community.manage_urls")),
    path("manage/stories/", include("rootbridge.subjects.stories.manage_urls")),
    path("manage/questions/", include("rootbridge.subjects.help.manage_urls")),
    path("manage/offices/", include("rootbridge.subjects.focalpoints.manage_urls")),
    path("manage/chat/", include("rootbridge.subjects.help.chat_urls")),
    path("manage/reports/", include("rootbridge.shared.moderation.manage_urls")),
    path("manage/feedback/", include("rootbridge.shared.feedback.manage_urls")),
    path("manage/trustees/", include("rootbridge.shared.safety.manage_urls")),
    path("manage/voting/", include("rootbridge.subjects.services.voting_urls")),
    path("manage/links/", include("rootbridge.subjects.services.link_urls")),
    path("manage/search/", include("rootbridge.bridges.search.manage_urls")),
    path("manage/figures/", include("rootbridge.bridges.insights.urls")),
    path("manage/", include("rootbridge.stewardship.administration.urls")),
    path("files/", include("rootbridge.base.files.urls")),
    path("talk/", include("rootbridge.shared.conversations.urls")),
    path("sample/", include("rootbridge.stewardship.packs.urls")),
]

urlpatterns += i18n_patterns(
    path("account/second-factor/", include("rootbridge.people.members.factor_urls")),
    path("account/invitation/", include("rootbridge.stewardship.administration.invitation_urls")),
    path("account/", include("rootbridge.people.members.urls")),
    path("account/data/", include("rootbridge.people.privacy.urls")),
    path("account/notices/", include("rootbridge.shared.inbox.urls")),
    path("services/", include("rootbridge.subjects.services.urls")),
    path("resources/", include("rootbridge.subjects.resources.urls")),
    path("stories/", include("rootbridge.subjects.stories.urls")),
    path("stories.atom", stories_feed, name="stories_feed"),
    path("help/", include("rootbridge.subjects.help.urls")),
    path("localities/", include("rootbridge.subjects.localities.urls")),
    path("offices/", include("rootbridge.subjects.focalpoints.urls")),
    path("opportunities/", include("rootbridge.subjects.opportunities.urls")),
    path("programmes/", include("rootbridge.subjects.programmes.urls")),
    path("associations/", include("rootbridge.subjects.associations.urls")),
    path("people/", include("rootbridge.subjects.community.urls")),
    path("groups/", include("rootbridge.subjects.community.group_urls")),
    path("feedback/", include("rootbridge.shared.feedback.urls")),
    path("safety/", include("rootbridge.shared.safety.urls")),
    path("report/", include("rootbridge.shared.moderation.urls")),
    path("search/", include("rootbridge.bridges.search.urls")),
    path("map/", include("rootbridge.bridges.atlas.urls")),
    path("design/", include("rootbridge.base.design.urls")),
    path("", include("rootbridge.bridges.home.urls")),
)

handler400 = "rootbridge.base.design.views.bad_request"
handler403 = "rootbridge.base.design.views.refused"
handler404 = "rootbridge.base.design.views.not_here"
handler500 = "rootbridge.base.design.views.broken"
