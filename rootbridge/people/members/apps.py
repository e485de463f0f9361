from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "rootbridge.people.members"
    label = "members"
