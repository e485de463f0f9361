"""The live process: connections, nudges, delivery. It loads no models and no pages.

Declared modules: application (ASGI), hub (who is connected), pushing, listening (nudges), relay
(Redis), lines (to the database).
"""
