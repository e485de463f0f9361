"""The newest stories as an Atom feed, one in each language of the platform."""

from django.contrib.syndication.views import Feed
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rootbridge.base.core.access import public
from rootbridge.base.design.jinja import absolute
from rootbridge.base.design.look import current

from .drawing import credit_of
from .marking import drawn
from .models import Picture, Telling

NEWEST = 30


class TongueFeed(Atom1Feed):
    """Atom whose entries say in which language they are, and carry the whole story."""

    def item_attributes(self, item):
        return {**super().item_attributes(item), "xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["whole"], {"type": "html"})


class StoriesFeed(Feed):
    """Everything current, each story in the language of the feed or in the best that it has."""

    feed_type = TongueFeed

    def title(self):
        return _("Stories from %(platform)s") % {"platform": current().name}

    def subtitle(self):
        return _("News, blog, success stories and leaflets.")

    def link(self):
        return reverse("stories:list")

    def feed_url(self):
        return absolute(reverse("stories_feed"))

    def items(self):
        newest = (
            Telling.objects.public()
            .filter(Q(edition__ends_on__isnull=True) | Q(edition__ends_on__gte=timezone.localdate()))
            .best_for(get_language())
            .select_related("edition__stands_for", "edition__story", "edition__organisation")
        )
        rows = list(newest.newest_first()[:NEWEST])
        first = {}
        pictures = Picture.objects.filter(edition__in=[row.edition_id for row in rows]).select_related("file")
        for picture in pictures.order_by("number", "pk"):
            first.setdefault(picture.edition_id, picture.file)
        for row in rows:
            row.picture = first.get(row.edition_id)
        return rows

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.lead

    def item_link(self, item):
        return item.edition.story.get_absolute_url()

    def item_guid(self, item):
        return absolute(item.edition.story.get_absolute_url())

    def item_author_name(self, item):
        return credit_of(item.edition)

    def item_pubdate(self, item):
        return item.edition.stands_for.published_at

    def item_updateddate(self, item):
        return item.edition.stands_for.changed_at

    def item_categories(self, item):
        return [str(item.edition.get_kind_display())]

    def item_extra_kwargs(self, item):
        return {"language": item.language, "whole": str(drawn(item.body))}

    def item_enclosure_url(self, item):
        return absolute(item.picture.url) if item.picture else None

    def item_enclosure_length(self, item):
        return item.picture.size

    def item_enclosure_mime_type(self, item):
        return item.picture.media_type


stories_feed = public(StoriesFeed())
