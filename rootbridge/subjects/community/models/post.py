"""What members write in a group: posts, replies one level deep, their files, and words to the moderators about them."""

import hashlib
from collections.abc import Iterable, Iterator

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit import keys
from rootbridge.base.audit.chain import record
from rootbridge.base.core.keeping import ACCOUNT, CONSENT, LEGITIMATE, OWNER, STAFF, TWO_YEARS, kept
from rootbridge.base.files import vault
from rootbridge.base.files.contents import KINDS, PICTURES, Checked
from rootbridge.people.members.models import Member
from rootbridge.shared.moderation.clock import Reason
from rootbridge.shared.moderation.lookout import look_at

from .exclusion import apart
from .group import Group

LONGEST = 4_000
MOST_PINNED = 3
PURPOSE = "file of a group"


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of groups one is a member of, without what somebody wrote whom something keeps apart from one."""
        if not user.pk:
            return self.none()
        mine = self.filter(group__in=user.group_memberships.values("group"))
        return mine.filter(Q(author=None) | Q(author=user) | apart(user, "author"))

    def standing(self):
        """Neither taken back nor off the pages."""
        return self.filter(withdrawn_at=None, hidden_at=None)

    def part_with(self, member, *, keeps: bool) -> None:
        """Their author goes: the posts stay without a name, or go; where others replied, the place stays empty."""
        theirs = self.filter(author=member)
        if keeps:
            theirs.update(author=None, author_name="")
            return
        GroupFile.objects.filter(post__in=theirs).discard()
        answered = self.filter(parent__in=theirs).exclude(author=member).values("parent")
        held = list(theirs.filter(pk__in=answered).values_list("pk", flat=True))
        self.model.objects.filter(pk__in=held).update(
            words="", author=None, author_name="", withdrawn_at=timezone.now(), pinned_at=None
        )
        theirs.exclude(parent=None).delete()
        theirs.delete()


def _said(field, purpose, seen_by=OWNER, basis=CONSENT):
    return kept(field, purpose=purpose, basis=basis, retention=ACCOUNT, seen_by=seen_by)


class Post(models.Model):
    """``parent``: what it replies to, which replies to nothing; ``author_name``: as the group called them then;
    ``taken_by_moderator``: withdrawn by somebody else than its author; ``client``: sent twice, stored once."""

    group = _said(models.ForeignKey(Group, on_delete=models.CASCADE, related_name="posts"), _("where it was written"))
    parent = _said(
        models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies"),
        _("what it replies to"),
    )
    author = _said(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="group_posts"),
        _("who wrote it"),
    )
    author_name = _said(models.CharField(_("name"), max_length=80, blank=True), _("how the group calls them"))
    words = _said(models.TextField(_("words"), max_length=LONGEST, blank=True), _("what was written"))
    language = _said(models.CharField(_("language"), max_length=8, blank=True), _("to read it in the right voice"))
    client = _said(models.CharField(_("the sender's number"), max_length=36, blank=True), _("to store it once"))
    at = _said(models.DateTimeField(_("written"), default=timezone.now), _("when it was written"))
    edited_at = _said(models.DateTimeField(_("changed"), null=True, blank=True), _("whether it was changed"))
    pinned_at = _said(models.DateTimeField(_("pinned"), null=True, blank=True), _("whether it stands on top"))
    withdrawn_at = _said(models.DateTimeField(_("taken back"), null=True, blank=True), _("whether it still stands"))
    taken_by_moderator = _said(
        models.BooleanField(_("taken away"), default=False), _("who took it away"), STAFF, LEGITIMATE
    )
    hidden_at = _said(
        models.DateTimeField(_("off the pages"), null=True, blank=True), _("because it was reported"), STAFF, LEGITIMATE
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client"], condition=~Q(client=""), name="post_sent_once"),
            models.CheckConstraint(
                condition=Q(pinned_at__isnull=True) | Q(parent__isnull=True), name="post_pinned_on_top"
            ),
        ]
        indexes = [models.Index(fields=["group", "-at"], name="post_of_group")]

    def __str__(self):
        return self.words[:60]

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None and self.hidden_at is None

    @classmethod
    def write(cls, membership, *, words, parent=None, client="", files: Iterable[Checked] = ()) -> "Post":
        """Write a post, or a reply to one that replies to nothing. Sent again under one ``client`` it is the same."""
        group = membership.group
        with transaction.atomic():
            Group.objects.select_for_update().get(pk=group.pk)
            before = cls.objects.filter(author=membership.member, client=client).first() if client else None
            if before:
                return before
            post = cls.objects.create(
                group=group, parent=parent.parent or parent if parent else None, author=membership.member,
                author_name=membership.name, words=words, language=membership.member.language, client=client,
            )  # fmt: skip
            for file in files:
                GroupFile.keep(post, file)
            record("community.post_written", post, by=membership.member)
            look_at("community.post", post, by=membership.member, words=words, name=membership.name)
            if membership.is_moderator:
                group.tend(by=membership.member)
        return post

    def edit(self, words: str, *, by) -> "Post":
        with transaction.atomic():
            self.words, self.edited_at = words, timezone.now()
            self.save(update_fields=["words", "edited_at"])
            record("community.post_edited", self, by=by)
            look_at("community.post", self, by=by, words=words, name=self.author_name)
        return self

    def withdraw(self, *, by) -> None:
        """Take it back, words and files; replies of others stay."""
        with transaction.atomic():
            GroupFile.objects.filter(post=self).discard()
            Post.objects.filter(pk=self.pk).update(
                words="", withdrawn_at=timezone.now(), pinned_at=None, taken_by_moderator=by.pk != self.author_id
            )
            PostWord.objects.filter(post=self, settled_at=None).update(settled_at=timezone.now(), settled_by=by)
            record("community.post_withdrawn", self, by=by)

    def pin(self, *, by, is_pinned=True) -> None:
        """On top of the group; the oldest of three gives way."""
        with transaction.atomic():
            Group.objects.select_for_update().get(pk=self.group_id)
            Post.objects.filter(pk=self.pk).update(pinned_at=timezone.now() if is_pinned else None)
            pinned = (
                self.group.posts.filter(pinned_at__isnull=False).order_by("-pinned_at").values_list("pk", flat=True)
            )
            Post.objects.filter(pk__in=list(pinned[MOST_PINNED:])).update(pinned_at=None)
            record("community.post_pinned", self, by=by)
            self.group.tend(by=by)

    def hide(self, *, by=None) -> None:
        self._hidden(timezone.now(), "community.post_hidden", by)

    def show(self, *, by=None) -> None:
        self._hidden(None, "community.post_shown", by)

    def _hidden(self, at, verb, by) -> None:
        with transaction.atomic():
            Post.objects.filter(pk=self.pk).update(hidden_at=at)
            record(verb, self, by=by, place_path=self.group.place_path)


class GroupFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of posts that stand and that this member reads."""
        return self.filter(post__in=Post.objects.visible_to(user).standing().values("pk"))

    def discard(self) -> int:
        """Rows and bytes; without the row its key is gone too."""
        names = list(self.values_list("bytes_name", flat=True))
        with transaction.atomic():
            self.model.objects.filter(bytes_name__in=names).delete()
            transaction.on_commit(lambda: [vault.remove(name) for name in names], robust=True)
        return len(names)


class GroupFile(models.Model):
    """Sealed bytes that only members of the group read. ``kind``: a key of contents.KINDS; ``key``: wrapped."""

    post = _said(models.ForeignKey(Post, on_delete=models.CASCADE, related_name="files"), _("where it was sent"))
    name = _said(models.CharField(_("name"), max_length=120), _("what you called it"))
    kind = _said(models.CharField(_("kind"), max_length=5), _("to open it with the right program"))
    size = _said(models.PositiveIntegerField(_("size")), _("to say how big it is"))
    digest = _said(models.CharField(_("digest"), max_length=64), _("to tell that nothing changed it"), STAFF)
    bytes_name = _said(models.CharField(_("name on disk"), max_length=32, unique=True), _("to find it again"), STAFF)
    key = _said(models.BinaryField(_("wrapped key")), _("so that nobody reads the disk"), STAFF)

    objects = GroupFileQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES

    @property
    def media_type(self) -> str:
        return KINDS[self.kind][1]

    def pieces(self) -> Iterator[bytes]:
        """The bytes. Raises vault.Unreadable."""
        return vault.read(self.bytes_name, keys.unwrap(self.key, PURPOSE) or bytes(32))

    @classmethod
    def keep(cls, post, file: Checked) -> "GroupFile":
        """Bytes first, then the row; a kill between the two leaves bytes that the sweep takes."""
        name, key, size = vault.put([file.body])
        return cls.objects.create(
            post=post, name=file.name, kind=file.kind, size=size, bytes_name=name,
            digest=hashlib.sha256(file.body).hexdigest(), key=keys.wrap(key, PURPOSE),
        )  # fmt: skip


vault.add_holder(lambda: GroupFile.objects.values_list("bytes_name", flat=True))


class PostWordQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(sender=user) if user.pk else self.none()

    def waiting(self):
        return self.filter(settled_at=None)


def _worded(field, purpose, seen_by=STAFF):
    return kept(field, purpose=purpose, basis=LEGITIMATE, retention=TWO_YEARS, seen_by=seen_by)


class PostWord(models.Model):
    """A word to the moderators of a group about a post; after three days without an answer it goes to those who run the
    platform (``passed_on_at``)."""

    post = _worded(
        models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reported"), _("what it is about"), OWNER
    )
    sender = _worded(
        models.ForeignKey(Member, on_delete=models.CASCADE, related_name="post_words"), _("who said it"), OWNER
    )
    reason = _worded(models.CharField(_("reason"), max_length=12, choices=Reason), _("to decide"), OWNER)
    at = _worded(models.DateTimeField(_("when"), default=timezone.now), _("when"), OWNER)
    settled_at = _worded(models.DateTimeField(_("settled"), null=True, blank=True), _("what came of it"), OWNER)
    settled_by = _worded(
        models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"), _("who decided")
    )
    passed_on_at = _worded(models.DateTimeField(_("passed on"), null=True, blank=True), _("what came of it"), OWNER)

    objects = PostWordQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "sender"], name="postword_once")]

    def __str__(self):
        return f"{self.post_id}: {self.reason}"

    @classmethod
    def send(cls, post, *, by, reason) -> tuple["PostWord", bool]:
        with transaction.atomic():
            word, made = cls.objects.get_or_create(post=post, sender=by, defaults={"reason": reason})
            if made:
                record("community.post_word_sent", word, fields=[reason])
        return word, made

    @classmethod
    def settle(cls, post, *, by) -> None:
        """A moderator leaves the post as it is."""
        with transaction.atomic():
            cls.objects.filter(post=post, settled_at=None).update(settled_at=timezone.now(), settled_by=by)
            record("community.post_left", post, by=by)
            post.group.tend(by=by)
