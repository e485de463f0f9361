"""The synonyms that come with a pack."""

from .forms import folded
from .models import GroupWord, WordGroup


def load_synonyms(rows: list[dict]) -> list[WordGroup]:
    """Write the groups {"language", "words"} of which no word is there yet; returns those made, none on a second run.
    ``language`` is "" for words of several languages."""
    known = set(GroupWord.objects.values_list("language", "key"))
    made = []
    for row in rows:
        terms = {folded(word): word for word in row["words"]}
        if known.isdisjoint((row["language"], key) for key in terms):
            made.append(WordGroup.write([(word, key) for key, word in terms.items()], language=row["language"]))
            known |= {(row["language"], key) for key in terms}
    return made
