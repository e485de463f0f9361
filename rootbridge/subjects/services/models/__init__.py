from .election import Election, ElectionDate, PollingPlace
from .guide import Guide, GuideQuerySet
from .link import Link, LinkQuerySet
from .plan import ReturnPlan
from .step import PlanStep

__all__ = [
    "Election", "ElectionDate", "Guide", "GuideQuerySet", "Link", "LinkQuerySet", "PlanStep", "PollingPlace",
    "ReturnPlan",
]  # fmt: skip
