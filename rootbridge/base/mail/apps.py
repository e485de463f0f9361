from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "rootbridge.base.mail"
    label = "mail"
