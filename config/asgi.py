"""What the live server calls: the conversations at /live/, and nothing of the pages.

No application of Django is loaded; its settings and its signing are all that is used.
"""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from rootbridge.base.runtime.database import plain_parameters
from rootbridge.shared.conversations.live.application import Live

application = Live(
    plain_parameters(settings.DATABASES["default"], "rootbridge live"),
    hosts=frozenset(host.strip("[]") for host in settings.ALLOWED_HOSTS),
    rate=settings.ROOTBRIDGE_LIVE_RATE,
    per_network=settings.ROOTBRIDGE_LIVE_PER_NETWORK,
    proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT,
    redis=settings.REDIS_URL,
)
