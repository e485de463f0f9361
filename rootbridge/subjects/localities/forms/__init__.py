from .contributing import ContributionForm, CorrectionForm
from .deciding import AppointmentForm, DecisionForm
from .entries import EntryForm
from .page import EstimateForm, LeadForm

__all__ = [
    "AppointmentForm", "ContributionForm", "CorrectionForm", "DecisionForm", "EntryForm", "EstimateForm", "LeadForm",
]  # fmt: skip
