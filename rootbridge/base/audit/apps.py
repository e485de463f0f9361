from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rootbridge.base.audit"
    label = "audit"
