"""Who is behind is brought up again, or its line ends: nobody is left connected and told nothing."""

import asyncio

from rootbridge.shared.conversations.live.hub import Hub, Listener
from rootbridge.shared.conversations.live.lines import Away
from tests import loops


async def _asked_away(statement, said):
    raise Away


async def _told(frame):
    """Nothing comes."""


def test_where_the_database_is_away_the_line_ends():
    async def late_comer() -> list[str]:
        hub, why = Hub(_asked_away), []
        one = Listener(
            seat=1, session="", talk=1, side="asker", name="", number=0, tell=_told, farewell=why.append
        )  # fmt: skip
        hub.add(one, 0)
        one.is_behind = False
        hub._fall_behind(one)
        await asyncio.gather(*hub.tasks)
        return why

    assert loops.run(late_comer()) == ["later"]
