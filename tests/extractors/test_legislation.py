"""How law is named: years after a comma or on the next line, lists of sections, instruments, and short names.

The shapes were learned from papers of other councils; the sentences are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.dated_papers import dated

NAMED = [
    ("The power is in section 9 of the Allotments Act, 1925.", "section 9 of the Allotments Act, 1925", "1925"),
    ("Consent was sought under the Burial\nAct 1857, which still holds.", "the Burial\nAct 1857", "1857"),
    ("It was bought under the Open Spaces Act\n1906 and leased.", "the Open Spaces Act\n1906", "1906"),
    ("Advice is given under the Public Health\nRegulations 1988. It is free.",
     "the Public Health\nRegulations 1988", "1988"),
    ("Officers relied on the 1972 Act for this.", "the 1972 Act", "1972"),
    ("Section 17 of the 1998 Act applies.", "Section 17 of the 1998 Act", "1998"),
    ("Sections 101, 111 and 113 of the Local Government Act 1972 allow it.",
     "Sections 101, 111 and 113 of the Local Government Act 1972", "1972"),
    ("It rests on sections 1(1), 2(1) to (3) and 4(2) of the Road Traffic Regulation Act 1984.",
     "sections 1(1), 2(1) to (3) and 4(2) of the Road Traffic Regulation Act 1984", "1984"),
    ("The item is exempt under paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972.",
     "paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972", "1972"),
    ("The item is exempt under paragraphs 1 and 2 of Part I of Schedule 12A of the Act.",
     "paragraphs 1 and 2 of Part I of Schedule 12A", None),
    ("The Use Classes (Amendment) Order 2020 (SI 2020/757) was noted.",
     "Use Classes (Amendment) Order 2020 (SI 2020/757)", "2020"),
    ("This is required by S.I. 2012 No. 2089.", "S.I. 2012 No. 2089", "2012"),
    ("The duty is in the Local Government (Wales) Measure 2011.", "the Local Government (Wales) Measure 2011", "2011"),
    ("See the Local Government etc. (Scotland) Act 1994.", "the Local Government etc. (Scotland) Act 1994", "1994"),
    ("The Planning Act (Northern Ireland) 2011 applies.", "Planning Act (Northern Ireland) 2011", "2011"),
    ("The Social Care (Northern Ireland) Order 1994 applies.", "Social Care (Northern Ireland) Order 1994", "1994"),
    ("The Equality Act 2010, s.149, was weighed.", "Equality Act 2010, s.149", "2010"),
    ("The land is held under s.123 LGA 1972.", "s.123 LGA 1972", "1972"),
    ("UNDER SECTION 100A(4) OF THE LOCAL GOVERNMENT ACT 1972 the public left.",
     "SECTION 100A(4) OF THE LOCAL GOVERNMENT ACT 1972", "1972"),
    ("Notice was served under regulation 10.", "regulation 10", None),
    ("Article 8 of the European Convention on Human Rights was weighed.",
     "Article 8 of the European Convention on Human Rights", None),
    ("The Executive Arrangements (Meetings)(England) Regulations 2012 apply.",
     "Executive Arrangements (Meetings)(England) Regulations 2012", "2012"),
]  # fmt: skip

NO_LAW = [
    "A leaflet went out with each Council Tax Bill.",
    "Councillors Bill, Bray and Cope voted for it.",
    "In 2015 Regulations were tightened.",
    "The bus runs from Part 1 of the estate to Part 2.",
    "Section 3 of this report sets out the costs.",
]


@pytest.mark.parametrize(("text", "quote", "year"), NAMED)
def test_law_is_quoted_with_its_provisions_and_has_its_year(text: str, quote: str, year: str | None) -> None:
    cited = dated(text).citations
    assert [(one.quote, one.kind, one.date) for one in cited] == [(quote, "legislation", year)]


@pytest.mark.parametrize("text", NO_LAW)
def test_what_only_sounds_like_law_is_not_cited(text: str) -> None:
    assert dated(text).citations == ()


def test_the_reference_is_the_name_of_the_act_on_one_line() -> None:
    (cited,) = dated("Notice was given under section 17 of the Open Spaces\nAct 1906.").citations
    assert cited.reference == "Open Spaces Act 1906"
