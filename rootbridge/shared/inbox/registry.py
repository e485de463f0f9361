"""The kinds of notice. Every app adds its own in ``notices.py``; the page of preferences writes itself from them."""

from dataclasses import dataclass

from rootbridge.base.core.registry import Registry


@dataclass(frozen=True)
class NoticeKind:
    """``title``: lazy name for the page of preferences; ``sentence``: lazy text with the notice's %(words)s;
    ``template``: Jinja2 template with blocks subject, text, html; ``for_staff``: about work, not about oneself;
    ``mail_by_default``: sent by mail unless the member says otherwise; ``is_owed``: cannot be switched off."""

    key: str
    title: str
    sentence: str
    template: str
    for_staff: bool = False
    mail_by_default: bool = True
    is_owed: bool = False
    part: str = ""
    order: int = 0


kinds: Registry[NoticeKind] = Registry("notice kinds")


def add_kind(**words) -> NoticeKind:
    return kinds.add(words["key"], NoticeKind(**words))
