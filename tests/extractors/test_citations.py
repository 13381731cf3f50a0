"""Which sources a paper names, of what kind, and how exactly dated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.dated_papers import dated

NAMED = [
    ("Further to Minute 45 (3 July 2018), the Clerk said that work had begun.", "prior_meeting", "2018-07-03"),
    ("The Panel had comments from the Roads Committee of 4 June 2018.", "prior_meeting", "2018-06-04"),
    (
        "The plan had been approved by the Council at its meeting held on 8 March 2018 (Minute No. 140 refers).",
        "prior_decision",
        "2018-03-08",
    ),
    ("It is above the level set by Council on 21 February 2018.", "prior_decision", "2018-02-21"),
    ("The Cabinet had settled its harbour strategy on 12 July 2018 (minute 88/18).", "prior_decision", "2018-07-12"),
    (
        "The Council  put a saving of £93,000 into the plan at its meeting of 12 July 2018.",
        "prior_decision",
        "2018-07-12",
    ),
    ("It rests on Cabinet, 14 June 2018, minute 61 (approval to go out to tender).", "prior_decision", "2018-06-14"),
    (
        "The officer had on 11 July 2018 accepted a tender of £1.2m for 30 moorings, to the Board.",
        "prior_decision",
        "2018-07-11",
    ),
    (
        "On 20 July 2018 Cabinet accepted four of the five points put to it on 14 June 2018.",
        "prior_decision",
        "2018-07-20",
    ),
    ("The grant rests on Executive Decision Record 2018/45 alone.", "prior_decision", None),
    ("The Ofsted report of June 2018 said so.", "external_report", "2018-06"),
    ("HMICFRS published its report on 4 May 2018.", "external_report", "2018-05-04"),
    ("The National Audit Office published its report on ports in May 2018.", "external_report", "2018-05"),
    ("The Regulator of Social Housing issued a regulatory notice on 3 May 2018.", "external_report", "2018-05-03"),
    ("A letter dated 4 June 2018 from the Minister had come.", "external_report", "2018-06-04"),
    ("The letter from the Secretary of State dated 4 June 2018 was noted.", "external_report", "2018-06-04"),
    ("Government guidance of 19 March 2018 asks for it.", "external_report", "2018-03-19"),
    ("The Housing Ombudsman’s determination of 3 May 2018 was received.", "external_report", "2018-05-03"),
    ("The Ombudsman upheld one (report 17 014 226, 8 May 2018).", "external_report", "2018-05-08"),
    ("The Harbour Inquiry’s report, published on 4 May 2018, has 12 points.", "external_report", "2018-05-04"),
    ("A report by consultants (Lunt and Dale, May 2018) had said so.", "external_report", "2018-05"),
    ("The Kestrel Consulting report (March 2018) put it at £2m.", "external_report", "2018-03"),
    ("The independent valuation by Lunt and Dale in May 2018 put it at £2m.", "external_report", "2018-05"),
    ("The internal auditor’s interim letter of 21 May 2018 was received.", "external_report", "2018-05-21"),
    ("The Annual Audit Letter was presented.", "external_report", None),
    ("The peer challenge led by the Local Government Association in June 2018 found gaps.", "inspection", "2018-06"),
    ("The annual inspection on 6 July 2018 found one fault.", "inspection", "2018-07-06"),
    ("Care Quality Commission inspectors who visited on 17 July 2018 saw it.", "inspection", "2018-07-17"),
    ("The Ofsted and CQC revisit letter of July 2018 was read.", "inspection", "2018-07"),
    ("Use of the fund is for Council under Financial Regulation 3.7.", "standing_order", None),
    ("An analysis carried out by Lunt Futures in October 2017 found it.", "external_report", "2017-10"),
    ("The Government’s response to its consultation was published in July 2018.", "external_report", "2018-07"),
    ("The Environment Agency’s inspection of 3 July 2018 found a breach.", "inspection", "2018-07-03"),
    ("The Service read its report, published on 27 July 2018.", "external_report", "2018-07-27"),
    ("The Inspector’s letter of 28 July 2018 was blunt.", "external_report", "2018-07-28"),
    ("The fee was changed by Council on 20 February 2018 (minute 77).", "prior_decision", "2018-02-20"),
    ("The CIPFA Code of Practice on Treasury Management (2017) asks for it.", "protocol", "2017"),
    ("Ofsted and the inspectors, in their report of 19 July 2018, said so.", "external_report", "2018-07-19"),
    ("The Ombudsman had criticised the Council in a report of May 2018.", "external_report", "2018-05"),
    ("Members had the report of the Auditor General for Wales, “Piers” (June 2018).", "external_report", "2018-06"),
    ("Questions were put under Rule 11.", "standing_order", None),
    ("HMICFRS had inspected the service in May and June 2018.", "inspection", "2018-05"),
    ("The power is in Executive, 18 April 2018, minute 112(c).", "prior_decision", "2018-04-18"),
    ("Working Together to Safeguard Children (2018) sets it out.", "legislation", "2018"),
    ("The duty arises under the Care Act 2014.", "legislation", "2014"),
    ("Notice was given under section 117 of the Mental Health Act 1983.", "legislation", "1983"),
    (
        "The Local Authorities (Executive Arrangements) (Access to Information) (England) Regulations 2012 apply.",
        "legislation",
        "2012",
    ),
    ("It was founded under the 1980 Highways Act.", "legislation", "1980"),
    ("The Renters Reform Bill was before Parliament.", "legislation", None),
    ("Children were accommodated under Section 20 orders.", "legislation", None),
    ("This follows the children’s homes statutory guidance (June 2015).", "legislation", "2015-06"),
    ("It was let under the Public\n      Contracts Regulations 2015.", "legislation", "2015"),
    ("Notice was given under Regulation 11.", "legislation", None),
    ("The power is in Part 3, Section 4B of the Constitution.", "standing_order", None),
    ("The Committee refused it on 12 July 2017.", "prior_decision", "2017-07-12"),
    ("There was submitted the Minute of the Harbour Group of 12 July 2017.", "prior_meeting", "2017-07-12"),
    ("Of the meeting of the Panel held on 12 July 2017, to be approved and signed.", "prior_meeting", "2017-07-12"),
    ("The survey report, which the Panel received on 12 July 2017, said so.", "prior_report", "2017-07-12"),
    ("The waiver was made under Contract Procedure Rule 14.2.", "standing_order", None),
    ("It was urgent for the purposes of Standing Order 41.", "standing_order", None),
    ("The matter falls under section 9.14 of the Constitution.", "standing_order", None),
    ("Members were reminded of the Members' Code of Conduct.", "protocol", None),
    ("A revised transfer protocol was agreed by partners.", "protocol", None),
    ("Ofsted inspected the service in May 2018.", "inspection", "2018-05"),
    ("Following the Ofsted inspection in May 2018 a plan was drawn up.", "inspection", "2018-05"),
    ("An unannounced inspection of fostering was conducted by Ofsted on 3 and 4 May 2018.", "inspection", "2018-05-03"),
    ("Staff prepared for our re-inspection by the CQC.", "inspection", None),
    ("Since the previous report, two posts had been filled.", "prior_report", None),
    ("The Cabinet report of 11 July 2018 set out the options.", "prior_report", "2018-07-11"),
    ("The CQC inspection report was published on 21 August 2018.", "external_report", "2018-08-21"),
    ("The Casey report was discussed.", "external_report", None),
    ("The provisional Local Government Finance Settlement was awaited.", "external_report", None),
    ("The Institute of Housing have been commissioned to undertake a research study.", "external_report", None),
    ("The minutes of the meeting held on 30 July 2018 were signed.", "prior_meeting", "2018-07-30"),
    ("The scheme was considered by the Highways Committee on 4 June 2018.", "prior_meeting", "2018-06-04"),
    ("Minute 45/17 refers.", "prior_meeting", None),
    ("The Council had referred the motion on 12 July 2017.", "prior_decision", "2017-07-12"),
    ("The contract had been let by Cabinet on 12 July 2017.", "prior_decision", "2017-07-12"),
    (
        "The settlement of 3 May 2018 is less than the plan that Cabinet approved on 12 July 2017 foresaw.",
        "prior_decision",
        "2017-07-12",
    ),
    ("After the decision called in on 2 July 2017 the Board met on 12 July 2017.", "prior_meeting", "2017-07-12"),
    ("The plan was approved by Council on 12 July 2017.", "prior_decision", "2017-07-12"),
    ("On 12 July 2017 Council resolved to adopt the plan.", "prior_decision", "2017-07-12"),
    ("A Key Decision (17/00421) was taken on 3 May 2017.", "prior_decision", "2017-05-03"),
    ("At the last meeting it was agreed that the panel would meet monthly.", "prior_decision", None),
    (
        "Both stem from the decision of the Executive Board of 12 July 2017 (minute 31 refers).",
        "prior_decision",
        "2017-07-12",
    ),
    ("The budget was set by Council on 22 February 2018.", "prior_decision", "2018-02-22"),
    ("The contract was awarded by the Cabinet on 12 July 2017.", "prior_decision", "2017-07-12"),
    ("He noted that the Cabinet had accepted most of the Panel's proposals.", "prior_decision", None),
    ("The quarter 4 report went to the Board in May 2018.", "prior_report", "2018-05"),
    ("Quarter 4 Monitoring Report, Cabinet 11 July 2018", "prior_report", "2018-07-11"),
    ("The report of 29 June 2018 gave three options.", "prior_report", "2018-06-29"),
    ("It followed an inspection by the Elmshire Fire Brigade in April 2018.", "inspection", "2018-04"),
    ("Sport England wrote on Monday 3 September 2018 to say so.", "external_report", "2018-09-03"),
    ("It was put to members under the Council's Procedure Rules.", "standing_order", None),
    ("Cabinet had let on 12 July 2017 a contract for lamps.", "prior_decision", "2017-07-12"),
    ("Council set the rate on 22 February 2018 after a vote.", "prior_decision", "2018-02-22"),
    ("Cabinet revised the list on 12 July 2018.", "prior_decision", "2018-07-12"),
    ("Harbour Dues 2018/19 (Council, 22 February 2018)", "prior_report", "2018-02-22"),
    ("It corrects the report for quarter 1 presented to Cabinet on 12 July 2018.", "prior_report", "2018-07-12"),
    ("The clerk read out the auditor's report of 7 June 2018.", "external_report", "2018-06-07"),
    ("HMICFRS had inspected the brigade in May 2018.", "inspection", "2018-05"),
]


@pytest.mark.parametrize(("text", "kind", "date"), NAMED)
def test_a_named_source_is_cited_as_exactly_as_it_is_dated(text: str, kind: str, date: str | None) -> None:
    assert dated(text).sources == [(kind, date)]


@pytest.mark.parametrize(
    "text",
    [
        "There was submitted report dated 1 June 2018 by the Head of Schools.",
        "The letter from the Harbour Council of 2 May 2018 about the market was noted.",
        "There had been circulated Report No INF/24/18 by the Chief Officer for the period to 30 June 2018.",
        "The Chair of the Board consented on 11 July 2018 to the call-in procedure being set aside.",
        "Meetings were held with three business groups in June 2018.",
        "No Committee meeting was held in August 2018.",
        "Owners were told under section 20 of the same Act.",
        "The Panel had agreed on 13 March 2018 that the call-in procedure should not apply.",
        "The charge was called in by the Roads Panel in July 2018.",
        "A call-in notice signed by seven members was received on 19 June 2018 and accepted by the Board.",
        "The S151 officer advised on S106 contributions.",
        "Report approved, Date 12 July 2018.",
        "In 2017 there had been three cases of such papers being released to the press.",
        "Reference was made to section 74 of the action notes on the order of the court.",
        "It was noted that the date of the next meeting was 14 June.",
        "He said that a further meeting of the Panel had been scheduled for 26 March.",
        "Mrs Lamb attended the Harbour Panel Conference held on 4 June 2018 and it was agreed that a note be sent.",
        "The same Act applies and this Act is in force.",
        "See section 4 above and section 12 of the report.",
        "The Committee will meet on 14 November 2018.",
        "Officers acted on the inspection letter and the inspection framework.",
        "The Corporate Plan and the Housing Strategy guide this work.",
        "The meeting of the Executive was held on 18 September 2018.",
        "A letter came in on 22 June 2018 and it was resolved that the Clerk reply.",
        "Spend rose from 1 April 2018.",
        "The Head of Paid Service granted a dispensation on 12 July 2017.",
        "The Chief Executive reported that a wall fell on 2 June 2018.",
        "RESOLVED: That the payments made in August 2018 be approved.",
    ],
)
def test_what_names_no_source_is_not_cited(text: str) -> None:
    assert dated(text).sources == []


@pytest.mark.parametrize(
    "text",
    [
        "The Area Commander joined Barsetshire Fire & Rescue Service in 1994.",
        "He had worked for Ofsted in 2011.",
        "Requests for site visits should reach the manager on the Monday prior to the meeting (14 May 2018).",
        "It is subject to consent being given by the Council to the order that will be laid in December 2017.",
    ],
)
def test_where_somebody_worked_and_what_is_still_to_be_given_are_not_cited(text: str) -> None:
    assert dated(text).citations == ()


def test_the_decision_in_hand_is_not_cited() -> None:
    text = "Executive Decision 18/00031 - Library opening hours"
    assert dated(text, kind="decision_record", reference="18/00031").sources == []
    assert dated(text, kind="call_in", reference="18/00031").sources == [("prior_decision", None)]


def test_a_request_for_call_in_cites_the_decision_by_the_number_in_its_box() -> None:
    text = "Decision reference: PH/2018/066\n\nDate of decision: 4 July 2018\n\nReason: no consultation\n"
    assert ("prior_decision", "2018-07-04") in dated(text, kind="call_in").sources


def test_the_number_of_a_decision_in_brackets_is_that_of_the_decision_told() -> None:
    (found,) = dated("The Board agreed on 24 July 2018 (decision DD/18/198) to close the pier.").citations
    assert (found.kind, found.date, found.reference) == ("prior_decision", "2018-07-24", "DD/18/198")


def test_a_report_by_its_number_is_an_earlier_one_except_in_minutes() -> None:
    text = "The case is made in Report No. 45/18 by the harbour master."
    assert [one.reference for one in dated(text, kind="report").citations] == ["45/18"]
    assert dated(text, kind="minutes").citations == ()


def test_what_was_adopted_under_an_act_on_a_day_is_cited_beside_the_act() -> None:
    text = "The Council's Toilets Strategy, adopted under the Public Health (Wales) Act 2017 on 14 May 2018, was read."
    assert dated(text).sources == [("prior_decision", "2018-05-14"), ("legislation", "2017")]


def test_a_committee_that_agreed_has_the_date_of_its_meeting() -> None:
    text = """
    On 7 June 2018, the Transport Panel considered the route.

    Following the debate, the Transport Panel unanimously agreed the motion.
    """
    assert dated(text, kind="report", body="Cabinet").sources == [
        ("prior_meeting", "2018-06-07"),
        ("prior_decision", "2018-06-07"),
    ]


def test_a_heading_that_repeats_what_is_cited_below_counts_once() -> None:
    text = """
    4. MINUTES OF THE MEETING HELD ON 30 JULY 2018

    The minutes of the meeting held on 30 July 2018 were signed as a correct record.
    """
    assert dated(text).sources == [("prior_meeting", "2018-07-30")]


_PIECES = [
    "the ",
    "Housing ",
    "Act ",
    "2014 ",
    "Section ",
    "17 ",
    "of ",
    "Cabinet ",
    "approved ",
    "on ",
    "3 May 2018 ",
    ". ",
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_citations_quote_the_text_and_never_overlap(words: list[str]) -> None:
    found = dated("x " + "".join(words))
    end = 0
    for citation in found.citations:
        assert found.text[citation.start : citation.end] == citation.quote
        assert citation.start >= end
        end = citation.end


BACKGROUND = """
SWINGS

The swings cost £4m.

BACKGROUND PAPERS

{entries}
"""


@pytest.mark.parametrize(
    ("entry", "cited"),
    [
        ("Swing survey returns, June 2018", ("prior_report", "2018-06", None)),
        ("Equality Impact Assessment EIA-0412", ("prior_report", None, "EIA-0412")),
        ("CAB/18/017 Treasury report", ("prior_report", None, "CAB/18/017")),
        ("Closedown working papers", ("prior_report", None, None)),
        ("Swing Safety Review (NHS Wendale, April 2018)", ("external_report", "2018-04", None)),
        ("Play report, Cabinet 4 July 2018", ("prior_report", "2018-07-04", None)),
        ("Play Act 2003", ("legislation", "2003", "Play Act 2003")),
    ],
)
def test_each_entry_of_a_list_of_background_papers_is_cited(
    entry: str, cited: tuple[str, str | None, str | None]
) -> None:
    found = dated(BACKGROUND.format(entries=entry), kind="report").citations
    assert [(one.kind, one.date, one.reference) for one in found] == [cited]


def test_a_list_headed_by_what_the_papers_were_used_for_is_one() -> None:
    heading = "BACKGROUND PAPERS USED IN THE PREPARATION OF THIS REPORT"
    text = BACKGROUND.format(entries="Swing survey returns, June 2018").replace("BACKGROUND PAPERS", heading)
    assert heading in text
    assert [one.date for one in dated(text, kind="report").citations] == ["2018-06"]


def test_a_body_and_a_day_with_a_title_behind_them_name_a_paper() -> None:
    found = dated(BACKGROUND.format(entries="Harbour Committee, 14 June 2018 - Mooring fees"), kind="report").citations
    assert [(one.kind, one.date) for one in found] == [("prior_report", "2018-06-14")]


@pytest.mark.parametrize(
    "entry",
    [
        "None",
        "There are none.",
        "Appendix A: map of swings",
        "Swing Strategy 2016-2021",
        "Copies may be inspected at the Town Hall.",
        "https://www.wendale.example/swings/survey.pdf",
        "Contact: Ann Tay, Parks, 01632 960 111",
        "Local Member\nAll",
    ],
)
def test_what_is_no_paper_in_a_list_of_background_papers_is_not_cited(entry: str) -> None:
    assert dated(BACKGROUND.format(entries=entry), kind="report").citations == ()


def test_a_list_behind_a_label_is_parted_by_semicolons() -> None:
    found = dated("SWINGS\n\nBackground papers: Survey returns, June 2018; Ranger logs 2017/18.\n", kind="report")
    assert [one.quote for one in found.citations] == ["Survey returns, June 2018", "Ranger logs 2017/18"]
