"""Printed figures checked against one another: sums, percentages, variances, and values in conflict.

Nothing is repaired: a finding stands beside the printed figure, with what would have been right at the precision
printed, and with the paper's own explanation where it gives one.
"""

from __future__ import annotations

from extractors.findings.conflicts import find_conflicts
from extractors.findings.percentages import find_prose_percentages, find_table_percentages
from extractors.findings.profiles import find_profile_findings
from extractors.findings.prose_sums import find_prose_sums
from extractors.findings.sums import find_table_sums
from extractors.findings.variances import find_prose_variances, find_table_variances
from extractors.reading import Reading
from extractors.records import Figure, Finding
from extractors.tables.numbers import table_numbers


def find_sum_findings(reading: Reading, figures: tuple[Figure, ...]) -> tuple[Finding, ...]:
    """The findings of arithmetic, in reading order. ``figures`` are all figures of the document, prose and tables."""
    found: list[Finding] = []
    for numbers in table_numbers(reading, figures):
        found.extend(find_table_sums(numbers))
        found.extend(find_table_percentages(numbers))
        found.extend(find_table_variances(numbers))
    found.extend(find_prose_sums(reading))
    found.extend(find_prose_percentages(reading))
    found.extend(find_prose_variances(reading, figures))
    found.extend(find_profile_findings(reading))
    found.extend(find_conflicts(reading, figures))
    unique = {(finding.rule, finding.start, finding.end): finding for finding in found}
    return tuple(sorted(unique.values(), key=lambda finding: (finding.start, finding.end, finding.rule)))
