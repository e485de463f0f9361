from .guide import Guide, GuideQuerySet

__all__ = ["Guide", "GuideQuerySet"]
