"""What the clock asks of texts: to take in those from before, and to let a machine go on."""

from rootbridge.base.core.chores import add_chore

from .languages.gathering import gather
from .languages.machine import work_on

add_chore("translation.gather", gather)
add_chore("translation.machine", work_on)
