from .answering import AnswerForm, ClosingForm, HoursForm, ReasonForm, WordsForm
from .fields import DayField, HoursField, Noted, PlaceField
from .writing import NeedForm, SkillsForm, TextForm

__all__ = [
    "AnswerForm", "ClosingForm", "DayField", "HoursField", "HoursForm", "NeedForm", "Noted", "PlaceField", "ReasonForm",
    "SkillsForm", "TextForm", "WordsForm",
]  # fmt: skip
