"""The papers of one subject in order of time, as a recurring paper looks back on them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from db.threads.grouping import Topic
from db.threads.records import CouncilPapers
from db.threads.words import key_of_reference


class Series:
    """The papers of a subject, the earlier ones of each got one by one: most searches end with the last or the last
    but one, however long the subject has been before the council."""

    def __init__(self, council: CouncilPapers, topic: Topic) -> None:
        self._papers = council.papers
        self.order = list(dict.fromkeys(one.document_id for one in topic.members if one.date))
        self._days = [self._papers[one].date or "" for one in self.order]
        # An item of a paper may be of another day than the paper: then the papers don't stand in order of their days.
        self._in_order = all(one <= other for one, other in pairwise(self._days))

    def before(self, document_id: str) -> Iterator[str]:
        """Earlier papers of the same series, the last first: none of its own day, nor of the life of one decision."""
        day = self._papers[document_id].date or ""
        number = key_of_reference(self._papers[document_id].reference)
        begin = bisect_left(self._days, day) if self._in_order else len(self.order)
        for at in range(begin - 1, -1, -1):
            one = self.order[at]
            if "" < self._days[at] < day and (
                number is None or number != key_of_reference(self._papers[one].reference)
            ):
                yield one

    def of_its_body_before(self, document_id: str) -> Iterator[str]:
        body = self._papers[document_id].body
        return (one for one in self.before(document_id) if self._papers[one].body == body)
