"""What the web server calls: Django, with the cache of anonymous pages in front."""

import os

from django.core.wsgi import get_wsgi_application

from rootbridge.base.runtime.front import in_front_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = in_front_of(get_wsgi_application())
