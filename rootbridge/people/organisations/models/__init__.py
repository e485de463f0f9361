from .belonging import Chapter, Circle, Membership, Taken
from .claim import Claim, ClaimState
from .kinds import ASSOCIATIONS, OFFICIAL, OPEN, OrganisationKind, Side, State, Work
from .officer import Function, LastOfficer, Officer, lead, stop_leading
from .organisation import JUDGES, Organisation, countries_served
from .paper import Paper
from .registration import Registration
from .reserved import ReservedName
from .standing import Flag, Standing, StandingKind
from .tie import FormerAddress, Tie
from .verification import MovedOn, Reason, Seen, Verification

__all__ = [
    "ASSOCIATIONS", "Chapter", "Circle", "Claim", "ClaimState", "Flag", "FormerAddress", "Function", "JUDGES",
    "LastOfficer", "Membership", "MovedOn", "OFFICIAL", "OPEN", "Officer", "Organisation", "OrganisationKind", "Paper",
    "Reason", "Registration", "ReservedName", "Seen", "Side", "Standing", "StandingKind", "State", "Taken", "Tie",
    "Verification", "Work", "countries_served", "lead", "stop_leading",
]  # fmt: skip
