"""Running a coroutine in a test, whichever thread keeps the loop of a browser's driver."""

import asyncio
from collections.abc import Coroutine


def run(story: Coroutine):
    """`asyncio.run`; a loop that already runs in this thread, as that of the browser's driver does once a browser was
    open, stands aside meanwhile."""
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return asyncio.run(story)
    finally:
        asyncio.set_event_loop(outer)
        asyncio._set_running_loop(outer)
