"""What people come to do, and on which pages they do it, so that whatever helps with it can stand beside it there.

A room names its tasks; an upper or a sibling room that has something to show for a task offers it to every page.
"""

from dataclasses import dataclass

from .registry import Registry


@dataclass(frozen=True)
class Task:
    """``pages``: names of the pages on which it is done, built or not; ``topic``: of the texts that it is about."""

    key: str
    title: str
    pages: tuple[str, ...] = ()
    topic: str = ""
    order: int = 0
    part: str = ""


tasks: Registry[Task] = Registry("tasks")


def add_task(key: str, title: str, pages: tuple[str, ...] = (), *, topic: str = "", order: int = 0) -> Task:
    return tasks.add(key, Task(key, title, pages, topic, order))


def tasks_on(page: str) -> list[str]:
    """Keys of the tasks that are done on a page. No query."""
    return [task.key for task in tasks if page in task.pages]


def tasks_about(topic: str) -> list[str]:
    return [task.key for task in tasks if topic and task.topic == topic]
