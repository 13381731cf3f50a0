"""What the head of a paper says in shapes met after the rules were first made; each class with words of its own."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.records import DocumentFacts
from ingest.reading import read_bytes


def facts_of(text: str) -> DocumentFacts:
    return extract(read_bytes(text.encode(), "paper.txt")).document


def test_several_labels_on_one_line_have_each_its_own_value() -> None:
    facts = facts_of(
        "Report to: CABINET Date: 6 March 2024\n\nReport of: Director of Parks\n\nSubject: Bowling greens\n\n"
        "Key Decision: No Wards: All Portfolio: Councillor Una Pike, Parks and Play\n\n1. SUMMARY\n\nGreens cost £1m.\n"
    )
    assert (facts.body, facts.meeting_date, facts.key_decision) == ("Cabinet", "2024-03-06", False)
    assert (facts.portfolio, facts.lead_member) == ("Parks and Play", "Councillor Una Pike")


def test_the_next_meeting_is_not_this_one() -> None:
    facts = facts_of(
        "PELLOW BOROUGH COUNCIL\n\nEXECUTIVE - DECISION SHEET\n\nMonday, 6 May 2019\n\n"
        "The minutes will be published for the next meeting on 3 June 2019.\n\n4 Rents\n\nRESOLVED that it be noted.\n"
    )
    assert (facts.meeting_date, facts.kind, facts.body) == ("2019-05-06", "decision_list", "Executive")


def test_a_meeting_to_which_something_was_reported_is_not_this_one() -> None:
    facts = facts_of(
        "Agenda item\n\nMooring Outturn\n\nMinutes:\n\nThe position follows the monitoring reported to Cabinet on "
        "31 January 2019.\n\nRESOLVED that it be noted.\n"
    )
    assert (facts.kind, facts.meeting_date) == ("minutes", None)


@pytest.mark.parametrize(
    "told",
    [
        "The Council had under borrowed. No loan was taken out; it stood at £3m as at 31 January 2019.",
        "The rents were discussed and put to Council on 31 January 2019.",
        "The changes are as recommended by Cabinet on 31 January 2019.",
        "The latest position would be presented to the Finance Sub-Committee on Thursday 31 January 2019.",
        "The scheme, as approved by Council on 31 January 2019, was told.",
        "That the change be reflected in the Budget report to Council on 31 January 2019.",
    ],
)
def test_a_day_of_something_else_is_no_day_of_the_meeting(told: str) -> None:
    facts = facts_of(f"Agenda item\n\nMooring Rents\n\nMinutes:\n\n{told}\n\nRESOLVED that it be noted.\n")
    assert (facts.meeting_date, facts.body) == (None, None)


def test_a_body_may_stand_before_the_sort_of_its_paper() -> None:
    facts = facts_of(
        "PELLOW AND TARN COMBINED AUTHORITY\n\nCombined Authority Board: Minutes\n\nDate: 26 June 2031\n\n"
        "1. MINUTES\n\nIT WAS AGREED that the minutes be signed.\n"
    )
    assert facts.body == "Combined Authority Board"


def test_a_body_set_far_from_its_date_on_one_line_met_on_that_day() -> None:
    facts = facts_of(
        "PELLOW COUNTY COUNCIL\n\nCABINET                                        9 JULY 2014\n\n"
        "REPORT OF THE ROADS COMMITTEE\n\nCABINET DECISION 4 JUNE 2014: VERGES\n\n1. Purpose\n\nTo ask again.\n"
    )
    assert facts.meeting_date == "2014-07-09"


def test_a_date_by_which_something_is_to_be_signed_is_no_signature() -> None:
    facts = facts_of(
        "PELLOW BOROUGH COUNCIL\n\nRECORD OF OFFICER DECISION\n\nDecision maker: Ann Tay, Director of Parks\n\n"
        "Decision:\nTo let the cafe.\n\nTimescale: lease to be signed by 9 October 2020.\n\n"
        "Signature: A Tay\n\nDate: 14 September 2020\n"
    )
    assert facts.signed_date == "2020-09-14"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Category: [ ] Key Decision [X] Administrative Decision", False),
        ("Category: [X] Key Decision [ ] Administrative Decision", True),
        ("Delegated Decision Notice - Officer Key Decision", True),
    ],
)
def test_a_ticked_box_says_whether_it_is_a_key_decision(line: str, key: bool) -> None:
    text = f"PELLOW BOROUGH COUNCIL\n\nDELEGATED DECISION RECORD\n\n{line}\n\nDecision:\nTo let the cafe.\n"
    assert facts_of(text).key_decision is key


def test_public_minutes_that_exclude_the_public_are_not_exempt() -> None:
    facts = facts_of(
        "PELLOW BOROUGH COUNCIL\n\nMINUTES OF THE CABINET held on 6 May 2019\n\n9. EXCLUSION OF THE PUBLIC\n\n"
        "RESOLVED that the press and public be excluded under paragraph 3 of Part 1 of Schedule 12A.\n\n"
        "10. LAND (exempt)\n\nRESOLVED that the recommendation in the exempt report be approved.\n"
    )
    assert facts.exempt is not True


@pytest.mark.parametrize(
    ("label", "value", "key", "exempt"),
    [
        ("Key decision", "☒ Yes ☐ No", True, None),
        ("Key decision", "☐ Yes ☒ No", False, None),
        ("Key decision", "☐ Yes ☐ No", None, None),
        ("Does the report contain exempt information?", "☐ Yes ☒ No", None, False),
        ("Does the report contain exempt information?", "[x] Yes [ ] No", None, True),
    ],
)
def test_of_several_boxes_the_ticked_one_answers(label: str, value: str, key: bool | None, exempt: bool | None) -> None:
    maker = "Decision taken by: Ann Tay, Director of Parks"
    facts = facts_of(
        f"PELLOW COUNCIL\n\nOFFICER DECISION NOTICE\n\n{maker}\n{label}: {value}\n\nDecision:\nTo let it.\n"
    )
    assert (facts.key_decision, facts.exempt) == (key, exempt)


@pytest.mark.parametrize(
    ("value", "portfolio"),
    [
        ("Councillor Una Pike, Finance and Assets", "Finance and Assets"),
        ("Councillor Una Pike, Portfolio Holder for Play", "Play"),
        ("Councillor Una Pike, Deputy Leader", None),
        ("Councillor Una Pike, Councillor Ned Oak", None),
        ("Councillor Una Pike, 01632 960 111", None),
    ],
)
def test_the_portfolio_stands_behind_the_name_of_the_lead_member(value: str, portfolio: str | None) -> None:
    facts = facts_of(
        f"PELLOW COUNCIL\n\nCABINET - 5 FEBRUARY 2025\n\nPARK FEES\n\nLead Member: {value}\n\n1. SUMMARY\n\nGreens.\n"
    )
    assert (facts.body, facts.portfolio) == ("Cabinet", portfolio)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("These minutes were published on Monday 13 May 2019.", "2019-05-13"),
        ("This sheet was published on Thursday 9 May 2019. It is no minute.", "2019-05-09"),
        ("Issue date: 9 May 2019", "2019-05-09"),
        ("The Tree Plan was published on 3 May 2019.", None),
    ],
)
def test_a_paper_says_when_it_was_published(line: str, day: str | None) -> None:
    head = "PELLOW COUNCIL\n\nCABINET DECISION SHEET\n\nMeeting held on 6 May 2019"
    facts = facts_of(f"{head}\n\n{line}\n\n4 Rents\n\nRESOLVED that it be noted.\n")
    assert (facts.published_date, facts.body, facts.title) == (day, "Cabinet", "Cabinet Decision Sheet")


def test_a_register_is_not_called_after_its_first_decision() -> None:
    facts = facts_of(
        "PELLOW COUNCIL\n\nExecutive decisions\n\nSwings for Moss Lane\n\nDecision maker: Director of Parks\n"
        "Date of decision: 3 May 2019\n\nDecision:\nTo buy them.\n\nSlides for Elm Row\n\n"
        "Decision maker: Director of Play\nDate of decision: 6 May 2019\n\nDecision:\nTo buy them.\n"
    )
    assert (facts.kind, facts.title) == ("decision_list", "Executive decisions")


def test_a_report_of_another_meeting_names_no_body() -> None:
    facts = facts_of(
        "PELLOW COUNCIL\n\nEXECUTIVE\n\nMeeting Date: 3 June 2020\n\n1. To receive apologies\n\n"
        "2. To consider the report of the meeting of the Pay Review Panel held on 22 April 2020\n"
    )
    assert facts.body == "Executive"


@pytest.mark.parametrize("number", ["RM/CM/2024/052", "OD.PPL.2020.061", "PH/2018/066", "24/00093"])
def test_a_reference_may_have_several_groups_of_letters(number: str) -> None:
    facts = facts_of(
        f"PELLOW COUNCIL\n\nOFFICER DECISION\n\nReference: {number}\n\nDecision taken by: Ann Tay, Director\n\n"
        "Decision:\nTo let it.\n"
    )
    assert facts.reference == number


def test_the_day_of_publication_below_a_signature_is_not_the_day_of_signing() -> None:
    facts = facts_of(
        "PELLOW COUNCIL\n\nRECORD OF OFFICER DECISION\n\nDecision maker: Ann Tay, Director of Parks\n\n"
        "Decision:\nTo let it.\n\nSigned: A Tay\nDate of publication: 30/06/2023\n"
    )
    assert (facts.signed_date, facts.published_date) == (None, "2023-06-30")


def test_a_day_by_which_something_is_reported_is_no_meeting() -> None:
    facts = facts_of(
        "PELLOW COUNCIL\n\nDECISION RECORD\n\nTitle: Swings\n\nDecision: To make a grant.\n\n"
        "A decision was made and a report will be submitted by 31 March 2020.\n\nSigned A Tay   Date 12 April 2019\n"
    )
    assert (facts.meeting_date, facts.signed_date) == (None, "2019-04-12")


def test_the_panel_whose_minutes_are_received_is_not_the_body() -> None:
    facts = facts_of(
        "Roads Forum\n\n3 May 2016\n\n1. Apologies for Absence\n\n2. Pay Panel\n\n"
        "Members are asked to receive and note the minutes of the Pay Panel meeting, held on 7 March 2016.\n"
    )
    assert facts.body == "Roads Forum"


def test_an_item_of_business_is_no_title_of_minutes() -> None:
    facts = facts_of(
        "Agenda Items\nApologies for Absence\nDeclarations of Interest (if any)\nNo interests were declared.\n"
        "To confirm the minutes of the meeting held on 8 October 2015.\n"
        "RESOLVED that the minutes of the meeting held on 8 October 2015 be confirmed as a correct record.\n"
    )
    assert (facts.kind, facts.title) == ("minutes", None)


@pytest.mark.parametrize(
    "rows",
    [
        "Measure\t31 March 2023\t31 March 2024\nHeadcount\t2,310\t2,304\n",
        "Lender\tLoan £\tFrom\tRate %\nPellow County Council\t3,000\t01/08/2023\t5.35\nBank\t500\t02/08/2023\t5\n",
    ],
)
def test_a_day_in_a_table_of_figures_is_no_day_of_a_meeting(rows: str) -> None:
    assert facts_of(f"Staff and Loans Report\n\nTable 1\n\n{rows}\nThe table was made by hand.\n").meeting_date is None


@pytest.mark.parametrize("mark", ["#", "*", "†", " **", " #"])
def test_a_mark_that_refers_to_a_note_is_no_part_of_the_title(mark: str) -> None:
    text = f"Record of Decision\n\nTitle: Lease of the net loft{mark}\n\nDecision\n\nThat the loft be let.\n"
    record = extract(read_bytes(text.encode(), "paper.txt"))
    assert (record.document.title, record.decisions[0].title) == ("Lease of the net loft", "Lease of the net loft")


@pytest.mark.parametrize(
    "above",
    ["PUBLIC REPORT", "Pellow MBC - Executive Board", "Pellow Borough Council - Cabinet", "PART ONE", "Purpose"],
)
def test_a_running_head_is_no_title(above: str) -> None:
    assert facts_of(f"{above}\n\nCABINET\n\n7 May 2031\n\nHARBOUR DUES 2031/32\n\n1. Summary\n").title == (
        "Harbour Dues 2031/32"
    )


def test_minutes_may_name_their_body_behind_a_colon() -> None:
    facts = facts_of("Minutes: Roads and Harbour Committee\n\nWednesday 7 May 2031\n\n1. Apologies\n\nNone.\n")
    assert facts.title == "Minutes: Roads and Harbour Committee"


def test_the_title_of_announcements_is_no_body() -> None:
    facts = facts_of(
        "Agenda and minutes\n\nVenue: Civic Centre\n\nItems\nNo. Item\n\n3.\n\n"
        "Mayor's Announcements in Connection with the Ordinary Business of the Council\n\nMinutes:\n\n"
        "The Mayor welcomed everyone.\n"
    )
    assert facts.body is None


def test_the_heading_over_the_files_of_a_web_page_is_no_title() -> None:
    facts = facts_of(
        "Issue - meetings\n\nReport of the Harbour Master\n\nMeeting: 05/10/2020 - Council (Item 175)\n\n"
        "175 Report of the Harbour Master pdf icon PDF 56 KB\n\nAdditional documents:\n\n"
        "RESOLVED: That the wharf be dredged.\n"
    )
    assert "documents" not in (facts.title or "")


def test_a_running_head_with_a_bar_is_no_title() -> None:
    text = "Eelby County Council | Members' Services\n\nCabinet: Summary of Decisions\n\nMeeting of 4 May 2031\n\n"
    text += "1. Tolls\n\nDecision: Cabinet agreed that the tolls be noted.\n"
    assert extract(read_bytes(text.encode(), "paper.txt")).document.title == "Cabinet: Summary of Decisions"
