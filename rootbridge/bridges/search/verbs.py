from django.utils.translation import gettext_lazy as _

from rootbridge.base.audit.registry import add_verb

add_verb("search.words_written", _("%(actor)s wrote words that mean one thing"), by_staff=True, is_public=True)
add_verb("search.words_changed", _("%(actor)s changed words that mean one thing"), by_staff=True, is_public=True)
add_verb("search.words_removed", _("%(actor)s removed words that mean one thing"), by_staff=True, is_public=True)
add_verb("search.miss_settled", _("%(actor)s dealt with a search that found nothing"), by_staff=True)
add_verb("search.miss_reopened", _("%(actor)s put a search that found nothing back on the report"), by_staff=True)
