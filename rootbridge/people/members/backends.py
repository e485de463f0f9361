"""Who is signed in, with their ties to places: one query."""

from django.contrib.auth.backends import ModelBackend

from .models import Member


class MemberBackend(ModelBackend):
    """No passwords here: a code by mail or a passkey signs in. Permissions of the editor come from groups."""

    def authenticate(self, request, **credentials):
        return None

    def get_user(self, user_id):
        return Member.objects.select_related("living", "home").filter(pk=user_id, is_active=True).first()
