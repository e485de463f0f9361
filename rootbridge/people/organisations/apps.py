from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "rootbridge.people.organisations"
    label = "organisations"
