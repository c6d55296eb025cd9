"""When pupils may answer, how an answer is kept once, and what the desk may see of it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise

from languages.codes import content_language, written_languages
from languages.services import is_read
from workshops.choices import Status
from workshops.models import PupilFeedback, Session

OPEN_FOR = timedelta(days=14)
# From so many answers up somebody sees them: fewer could be told apart.
SHOWN_FROM = 5
# More than any group has; who floods a session with made-up answers gets no further.
MOST_ANSWERS = 500
CODE = re.compile(r"[A-Z0-9]{4,12}")
QUESTIONS = ("understood", "felt_safe", "useful", "knows_whom_to_ask")
SCALE = range(1, 6)


class Phase(StrEnum):
    """Whether a session's questions can be answered."""

    AHEAD = "ahead"
    OPEN = "open"
    OVER = "over"


def session_of(code: str) -> Session | None:
    """Return the session that a code leads to, however it was typed; anything else finds nothing."""
    code = code.strip().upper()
    if not CODE.fullmatch(code):
        return None
    return Session.objects.select_related("booking").filter(feedback_code=code).first()


def language_of(session: Session) -> str:
    """Return the language to ask a session's pupils in: that of the workshop, else that of the school's e-mails.

    Serbian is asked in the script that the school writes.
    """
    language, written = session.booking.language, session.booking.locale
    if language in dict(settings.LANGUAGES) and is_read(language) and content_language(written) != language:
        return language
    known = written in dict(written_languages()) and is_read(content_language(written))
    return written if known else settings.LANGUAGE_CODE


def phase_of(session: Session, *, now: datetime) -> Phase:
    """Say whether a session's questions are open: from its start until 14 days after its end, if it took place."""
    took_place = session.state in (Session.State.PLANNED, Session.State.DELIVERED)
    if not took_place or session.booking.status not in (Status.CONFIRMED, Status.DELIVERED, Status.REPORTED):
        return Phase.OVER
    if now < session.starts_at:
        return Phase.AHEAD
    return Phase.OPEN if now <= session.ends_at + OPEN_FOR else Phase.OVER


@transaction.atomic
def store_answer(*, session: Session, answers: dict, language: str, submission: str) -> bool:
    """Keep an answer once, however often its form is sent; say whether it is new.

    Of the time only the day is kept, and of whoever answered nothing at all.
    """
    if session.pupil_feedback.count() >= MOST_ANSWERS:
        return False
    _answer, created = PupilFeedback.objects.get_or_create(
        submission=submission, defaults={"session": session, "language": language, **answers}
    )
    return created


@dataclass(frozen=True, kw_only=True)
class Bar:
    """How many chose one value; ``share`` is a percentage."""

    value: int
    count: int
    share: int


@dataclass(frozen=True, kw_only=True)
class Question:
    """One scaled question with its average and how the answers spread."""

    label: str | Promise
    average: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True)
class Results:
    """What the desk sees of a session; with fewer than five answers only how many there are."""

    session: Session
    answers: int
    questions: tuple[Question, ...] = ()
    upset_a_little: int = 0
    upset: int = 0
    texts: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        return self.answers >= SHOWN_FROM


def feedback_results(session: Session) -> Results:
    """Return the results of one session, within the limit."""
    return results_of([session])[0]


def results_of(sessions: Iterable[Session]) -> list[Results]:
    """Return the results of several sessions in one query, each within the limit."""
    sessions = list(sessions)
    rows: dict[int, list[PupilFeedback]] = {session.pk: [] for session in sessions}
    for row in PupilFeedback.objects.filter(session__in=sessions):
        rows[row.session_id].append(row)
    return [_results(session, rows[session.pk]) for session in sessions]


def _results(session: Session, rows: list[PupilFeedback]) -> Results:
    if len(rows) < SHOWN_FROM:
        return Results(session=session, answers=len(rows))
    upset = Counter(row.upset for row in rows)
    return Results(
        session=session,
        answers=len(rows),
        questions=tuple(_question(name, rows) for name in QUESTIONS),
        upset_a_little=upset[PupilFeedback.Upset.A_LITTLE],
        upset=upset[PupilFeedback.Upset.YES],
        # In the alphabet's order: the order of answering would tell who sat next to whom.
        texts=tuple(sorted(row.text for row in rows if row.text)),
    )


def _question(name: str, rows: list[PupilFeedback]) -> Question:
    values = Counter(getattr(row, name) for row in rows)
    bars = tuple(
        Bar(value=value, count=values[value], share=round(100 * values[value] / len(rows))) for value in SCALE
    )
    return Question(
        label=PupilFeedback._meta.get_field(name).verbose_name,
        average=sum(value * count for value, count in values.items()) / len(rows),
        bars=bars,
    )
