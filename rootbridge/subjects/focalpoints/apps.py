from django.apps import AppConfig


class FocalPointsConfig(AppConfig):
    name = "rootbridge.subjects.focalpoints"
    label = "focalpoints"
