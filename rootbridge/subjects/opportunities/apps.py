from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "rootbridge.subjects.opportunities"
    label = "opportunities"
