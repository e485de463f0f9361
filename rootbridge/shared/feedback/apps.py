from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "rootbridge.shared.feedback"
    label = "feedback"
