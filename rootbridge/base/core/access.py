"""Closed by default: every view wants somebody signed in unless it says that it is public."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils import translation

public = login_not_required


class SignedInMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in before a view that is not public, and speaks the member's language in the back office."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is None and self._has_no_language(request) and request.user.is_authenticated:
            translation.activate(request.user.language or settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()
        return answer

    @staticmethod
    def _has_no_language(request) -> bool:
        return request.path_info.startswith("/manage/")
