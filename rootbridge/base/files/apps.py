from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "rootbridge.base.files"
    label = "files"
