"""Texts in Wagtail's editor: who may do what with which, cut by region; their forms, lists and views.

A local representative drafts texts of their region; an editor or administrator publishes them: a second pair of
eyes, which an editor of a region needs too. Those of everywhere may publish what they write. Deleting is for
administrators of everywhere, everybody else takes a text off the pages.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    HistoryView,
    IndexView,
    RevisionsUnscheduleView,
    SnippetViewSet,
    UnpublishView,
)

from rootbridge.base.core.text import clean_line
from rootbridge.people.members.models import Member, Role

from .editorial.beginning import begin
from .editorial.editor_panels import READING, SENDING, STANDING, group
from .editorial.permissions import may_publish_alone
from .models import PUBLISHERS, WRITERS, Submission
from .waiting import text_url

ROLES = {
    "add": WRITERS, "change": WRITERS, "view": WRITERS, "publish": PUBLISHERS, "lock": PUBLISHERS,
    "unlock": PUBLISHERS, "delete": ("administrator",),
}  # fmt: skip


class ArticlePolicy(BasePermissionPolicy):
    """Wagtail's question about any text, answered from the reader's live roles and the place of the text."""

    def user_has_permission(self, user, action):
        """On some text or other: a role with a region, or everywhere."""
        roles = ROLES.get(action, ())
        return bool(user.pk) and any(
            scope.kind in roles and (scope.is_everywhere or (scope.path and action != "delete"))
            for scope in user.reach.scopes
        )

    def user_has_permission_for_instance(self, user, action, instance):
        place = getattr(instance, "place", None) if instance.place_id else None
        if not user.pk or place is None:
            return False
        if action == "delete":
            return self.user_has_permission(user, action)
        return user.reach.covers(*ROLES.get(action, ()), path=place.path)

    def instances_user_has_any_permission_for(self, user, actions):
        reached = Q(pk__in=[])
        for action in actions:
            if user.pk and self.user_has_permission(user, action):
                reached |= user.reach.condition(*ROLES.get(action, ()), path="place__path")
        return self.model.objects.filter(reached)

    def users_with_any_permission(self, actions):
        kinds = {kind for action in actions for kind in ROLES.get(action, ())}
        live = Role.objects.live_on(timezone.localdate()).filter(kind__in=kinds)
        return Member.objects.active().filter(roles__in=live).distinct()


class _OfThisText:
    """Asks about the text at hand where there is one, not about texts in general."""

    def user_has_permission(self, permission):
        text = getattr(self, "live_object", None) or getattr(self, "object", None)
        if text is None:
            return super().user_has_permission(permission)
        return self.permission_policy.user_has_permission_for_instance(self.request.user, permission, text)


class _Publishes(_OfThisText):
    def get_available_actions(self):
        """Publishing one's own words is for who may publish alone; sending is for every writer."""
        actions = [action for action in super().get_available_actions() if action != "publish"]
        if self.request.method == "POST":
            actions += ["approval", *(["publish"] if may_publish_alone(self.request.user) else [])]
        return actions

    def approval_action(self):
        """What was just saved goes to whoever approves; then the page that says how it stands."""
        try:
            Submission.send(self.object, by=self.request.user, note=self.form.cleaned_data.get("note", ""))
            messages.success(self.request, gettext("Sent. You hear as soon as somebody has decided."))
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        return redirect(text_url(self.object))

    def publish_action(self):
        """The place may have changed in the form: it decides too."""
        user, policy = self.request.user, self.permission_policy
        if not may_publish_alone(user) or not policy.user_has_permission_for_instance(user, "publish", self.object):
            raise PermissionDenied("this text is published by somebody else")
        answer = super().publish_action()
        Submission.overtake(self.object, by=self.request.user)
        return answer


class ArticleIndexView(IndexView):
    @cached_property
    def columns(self):
        """Without the ticks for doing things to many texts at once: each is looked at by itself."""
        return [column for column in super().columns if column.name != "bulk_actions"]


class ArticleCreateView(_Publishes, CreateView):
    def get_initial_form_instance(self):
        """A new text; a link may begin some of its fields."""
        text = begin(super().get_initial_form_instance() or self.model(), self.request.user, self.locale)
        for name in self.model.begun_by_link:
            setattr(text, name, clean_line(self.request.GET.get(name, ""))[: text._meta.get_field(name).max_length])
        return text


class ArticleEditView(_Publishes, EditView):
    pass


class ArticleHistoryView(_OfThisText, HistoryView):
    pass


class ArticleUnpublishView(_OfThisText, UnpublishView):
    pass


class ArticleUnscheduleView(_OfThisText, RevisionsUnscheduleView):
    pass


class ArticleViewSet(SnippetViewSet):
    """Lists, forms and history of one kind of text; ``words``: its own panels, before those that all texts share;
    ``rare``: those that few texts need, folded away with the shared ones."""

    form: type
    words: list = []
    rare: list = []
    icon = "doc-full"
    copy_view_enabled = False
    add_to_admin_menu = True
    list_per_page = 50
    list_display = [
        "__str__",
        Column("language", label=_("Language"), accessor="locale"),
        Column("topic", label=_("Topic"), accessor="get_topic_display", sort_key="topic"),
        Column("office", label=_("Who answers"), accessor="office"),
        Column("review_on", label=_("Next check"), sort_key="review_on"),
        LiveStatusTagColumn(),
    ]
    list_filter = {name: ["exact"] for name in ("topic", "locale", "live", "office")} | {"review_on": ["lte"]}
    ordering = ["review_on", "slug"]
    index_view_class = ArticleIndexView
    add_view_class = ArticleCreateView
    edit_view_class = ArticleEditView
    history_view_class = ArticleHistoryView
    unpublish_view_class = ArticleUnpublishView
    revisions_unschedule_view_class = ArticleUnscheduleView

    def __init__(self, **options):
        register_permission_policy(self.model, ArticlePolicy(self.model))
        super().__init__(**options)

    def get_queryset(self, request):
        found = self.permission_policy.instances_user_has_any_permission_for(request.user, {"change", "view"})
        return found.select_related("locale", "office", "place")

    def get_edit_handler(self):
        folded = group(_("Address, other words, days"), *self.rare, *RARE, is_folded=True)
        *shared, reading, sending = SHARED_PANELS
        panels = [STANDING, *self.words, *shared, folded, reading, sending]
        return ObjectList(panels, base_form_class=self.form).bind_to_model(self.model)


SHARED_PANELS = [
    group(
        _("For whom"), FieldPanel("topic", help_text=_("Readers find it under this.")),
        FieldPanel("stages", required_on_save=False, help_text=_("Tick every stage of life in which it helps.")),
        FieldPanel("residence"),
    ),
    group(
        _("Who answers, and when it was checked"),
        FieldPanel("office", help_text=_("Stands on the page: readers ask there.")),
        FieldPanel("place", help_text=_("Decides who works on this text and who approves it.")),
        FieldPanel("checked_on", help_text=_("The day on which you read the sources.")),
        FieldPanel("review_days", help_text=_("To be checked again after so many days: 92 are a quarter of a year.")),
        FieldPanel("sources"),
    ),
    READING,
    SENDING,
]  # fmt: skip
RARE = [
    FieldPanel(
        "slug", help_text=_("The end of its address. It fills itself in from the title and then stays for good.")
    ),
    FieldPanel("synonyms"),
    FieldPanel("original", help_text=_("The other languages follow this one.")),
    FieldPanel(
        "go_live_at", help_text=_("Leave it empty to show the text as soon as it is approved. By your own clock.")
    ),
    FieldPanel("expire_at", help_text=_("For what ends: an action, a temporary rule. By your own clock.")),
]
