"""A machine that translates, by the LibreTranslate protocol, where the platform names one. It is given published words
only; what it makes is a draft, marked until a person has read it."""

import json
import logging
import time
import urllib.error
import urllib.request

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rootbridge.base.core.text import clean_line, clean_text

from ..models import Job, MachineMonth, Wording
from ..models.rendering import COPY, MACHINE, late
from ..passages import places_of
from .actions import begin, draft
from .differing import disagreements, placeholders
from .kinds import kind_of
from .leaves import newest_of

logger = logging.getLogger(__name__)
PATIENCE = 10.0  # seconds for one request
MOST_BYTES = 400_000
# Letters and passages of one request.
LETTERS, PASSAGES = 4_000, 20


class NoTranslation(Exception):
    """The service did not answer in time, or not as agreed. ``problem``: of ``Job.Problem``."""

    def __init__(self, problem: str):
        super().__init__(problem)
        self.problem = problem


class _Stay(urllib.request.HTTPRedirectHandler):
    """The service stands where the setting says and nowhere else."""

    def redirect_request(self, *args, **kwargs):
        return None


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)


def translated(words: list[str], *, source: str, target: str, patience: float = PATIENCE) -> list[str]:
    """The words in another language, in their order. Raises NoTranslation."""
    asked = {"q": words, "source": source, "target": target, "format": "text"}
    if settings.ROOTBRIDGE_TRANSLATE_KEY:
        asked["api_key"] = settings.ROOTBRIDGE_TRANSLATE_KEY
    said = _answer(json.dumps(asked).encode(), time.monotonic() + patience, patience)
    found = said.get("translatedText") if isinstance(said, dict) else None
    found = [found] if isinstance(found, str) else found
    if not isinstance(found, list) or len(found) != len(words) or not all(isinstance(one, str) for one in found):
        raise NoTranslation(Job.Problem.ODD)
    return found


def _answer(body: bytes, until: float, patience: float):
    """What the service answers, read piece by piece: no more than so many bytes, no longer than so many seconds."""
    address = settings.ROOTBRIDGE_TRANSLATE_URL.rstrip("/") + "/translate"
    request = urllib.request.Request(  # noqa: S310 - the address stands in the settings, scheme looked at below
        address, data=body, headers={"Content-Type": "application/json"}, method="POST"
    )
    if request.type not in ("http", "https"):
        raise NoTranslation(Job.Problem.REFUSED)
    try:
        with _opener.open(request, timeout=patience) as answer:
            got = b""
            while piece := answer.read1(65_536):
                got += piece
                if len(got) > MOST_BYTES or time.monotonic() > until:
                    raise NoTranslation(Job.Problem.ODD if len(got) > MOST_BYTES else Job.Problem.SILENT)
            return json.loads(got)
    except urllib.error.HTTPError as error:
        refused = Job.Problem.REFUSED if error.code in (400, 401, 403, 404) else Job.Problem.SILENT
        raise NoTranslation(Job.Problem.BUSY if error.code == 429 else refused) from error
    except OSError as error:
        raise NoTranslation(Job.Problem.SILENT) from error
    except (ValueError, RecursionError) as error:
        raise NoTranslation(Job.Problem.ODD) from error


def work_on(now) -> int:
    """One request for the job that waits longest; how many passages it brought. Two workers take two jobs."""
    job = Job.claim(now) if settings.ROOTBRIDGE_TRANSLATE_URL else None
    if job is None:
        return 0
    wording = job.wording
    if not wording.is_public or kind_of(wording.kind) is None:
        job.end(Job.Problem.GONE)
        return 0
    waiting = _waiting(wording, job.language)
    batch, budget = _batch(waiting), settings.ROOTBRIDGE_TRANSLATE_BUDGET
    if not batch:
        job.end()
    elif MachineMonth.spend(sum(map(len, batch.values())), budget=budget, today=timezone.localdate(now)):
        return _send(job, batch, len(waiting), now)
    else:
        job.end(Job.Problem.BUDGET)
    return 0


def _send(job: Job, batch: dict[str, str], count: int, now) -> int:
    """Ask the machine for these passages and keep what comes as a draft; not over what somebody wrote meanwhile."""
    wording = job.wording
    try:
        found = translated(list(batch.values()), source=wording.language, target=job.language)
        made = _checked(wording, batch, found)
    except NoTranslation as error:
        logger.warning("no translation of %s into %s: %s", wording.pk, job.language, error.problem)
        job.fail(error.problem, now)
        return 0
    with transaction.atomic():
        wording = Wording.objects.select_for_update().get(pk=wording.pk)
        still = _waiting(wording, job.language)
        made = {key: words for key, words in made.items() if still.get(key) == batch[key]}
        rendering = begin(wording, job.language, by=job.by)
        draft(rendering, made, by=job.by, how=MACHINE, seen=batch)
        job.go_on(len(batch), of=job.done + count)
        if len(batch) == count:
            job.end()
    return len(made)


def _waiting(wording: Wording, language: str) -> dict[str, str]:
    """{passage: words of the original} that nobody translated yet, or that changed since; never over words of a person
    that are still right, and of public words only."""
    rendering = wording.renderings.filter(language=language).first()
    _said, entries = newest_of(wording, rendering)
    said = wording.said
    behind = [key for key in late(entries, wording.words) if key in said]
    untouched = [key for key in behind if entries.get(key, {}).get("how") in (None, COPY)]
    return {key: said[key] for key in behind if key in untouched or entries[key]["from"] != said[key]}


def _batch(waiting: dict[str, str]) -> dict[str, str]:
    """As many passages as one request takes, one at least."""
    found, letters = {}, 0
    for key, words in waiting.items():
        if found and (letters + len(words) > LETTERS or len(found) >= PASSAGES):
            break
        found[key] = words
        letters += len(words)
    return found


def _checked(wording: Wording, batch: dict[str, str], found: list[str]) -> dict[str, str]:
    """What came, cleaned; nonsense is none: empty words, lost placeholders, ten times the length."""
    original = kind_of(wording.kind)._base_manager.get(pk=wording.row)
    places, made = places_of(original, wording.words), {}
    for (key, words), said in zip(batch.items(), found, strict=True):
        clean = clean_line(said) if places[key].is_line else clean_text(said)
        longest = places[key].longest or 20_000
        if not clean or len(clean) > 40 + 6 * len(words) or placeholders(words) != placeholders(clean):
            raise NoTranslation(Job.Problem.ODD)
        if places[key].has_marks and disagreements(words, clean, has_marks=True):
            raise NoTranslation(Job.Problem.ODD)
        made[key] = clean[:longest]
    return made
