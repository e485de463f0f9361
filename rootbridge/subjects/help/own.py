"""Questions of a member, for their own page. (To be filled: rows need .title .url .bridge (arguments of ui.bridge).)"""


def my_questions(member):
    return []
