from .judging import VerdictForm
from .writing import FactsForm, PictureForm, StoryForm, TellingForm

__all__ = ["FactsForm", "PictureForm", "StoryForm", "TellingForm", "VerdictForm"]
