"""Promises and what only looks like one, in the many shapes that councils' minutes and reports give them.

The shapes were learned from minutes of other councils; the sentences are invented.
"""

from __future__ import annotations

import pytest

from tests.extractors.dated_papers import dated

PROMISED = [
    ("report", "The decision is expected to be taken no earlier than 6 December 2018."),
    ("minutes", "The Head of Leisure agreed to double-check the figures and e-mail them to her."),
    ("minutes", "Councillor Hale volunteered to repaint the telephone box."),
    ("minutes", "The Clerk is to write to the owners of the field."),
    ("minutes", "The Clerk was instructed to order two new bins."),
    ("minutes", "It was resolved to obtain quotations for a new noticeboard."),
    ("minutes", "Members will receive training on the new system before the end of the year."),
    ("minutes", "RESOLVED: To request an update in six months."),
    ("minutes", "RESOLVED: To ask the Head of Parks for a report on the ponds in May 2019."),
    ("decision_record", "RESOLVED: To receive the scorecard quarterly."),
    ("minutes", "The Board asked that future reports include a comparison with other harbours."),
    ("minutes", "The Panel asked that day boats be shown apart in future."),
    ("minutes", "It was AGREED, on the proposal of Alderman Reid, that officers explore the costs and report back."),
    ("minutes", "The petition would be considered by the Cabinet Member at her session on 6 November 2018."),
    ("minutes", "The Principal Auditor would make enquiries and advise the Committee accordingly."),
    ("minutes", "A workshop for all members has been arranged for 14 November 2018."),
    ("minutes", "New wardens would be in post by January 2019."),
    ("minutes", "The matter would be placed on the agenda of the next meeting."),
    ("minutes", "It was agreed that the way ahead be discussed at the next meeting."),
    ("minutes", "Members requested the provision of a briefing note on mooring fees."),
    ("minutes", "The Chair agreed to re-circulate the outcome."),
    ("minutes", "Ask the shop for its answer about the car park ACTION CLERK."),
    ("minutes", "The verges were cut last week, however, GC to find out how often it is done."),
    ("minutes", "The Council will address this with each plot holder."),
    ("minutes", "She did not know how many had been refused but would find out and let Members know."),
    ("minutes", "The Chairman asked officers to look at what other ports had done."),
    ("minutes", "RESOLVED: That the Head of Finance advise Members on the cost of a second pier."),
    ("minutes", "The matter was remitted to officers to explore funding and report back."),
    ("report", "Each household will be given a 23 litre caddy."),
    ("report", "Because lead times are long, orders must be placed by the end of January 2019."),
    ("report", "Flats will be visited between May and July 2019 to see the bin stores."),
    ("report", "If it falls short the gap will be met from the Waste Reserve."),
    ("minutes", "He advised that the list be put right; the Clerk to do this before the end of June."),
    ("minutes", "Councillor Soames said he would have a word with the owner."),
    ("minutes", "All nine points would be in place by Christmas."),
    ("minutes", "She was preparing a revised code and aimed to bring it to the Board in February 2019."),
    ("decision_record", "An application will be made to the Harbour Trust for a grant."),
    ("minutes", "RESOLVED: That Group Leaders tell the Clerk of their choice by 22 October 2018."),
    ("report", "Loans of £12m mature in October 2018 and will be refinanced."),
    ("minutes", "Every plot holder would be written to before the new rents took effect."),
    ("report", "A comparison with other harbours will be made once a year."),
    ("report", "The Leader will be briefed each month on the works."),
    ("report", "The Harbour Master will meet both trusts in March 2019."),
    ("minutes", "RESOLVED: That the programme be approved, subject to the item on buoys being put back to 8 May 2019."),
    ("report", "The plan was not settled until 5 July 2018 and work on site will now start in April 2019."),
    ("minutes", "The Trust would supply this after the meeting."),
    ("minutes", "The item on buoys was moved to 17 December 2018."),
    ("minutes", "Members were asked to send ideas to the Clerk by the end of March 2019."),
    ("minutes", "Welcome packs – RM to take one to each new family."),
    ("minutes", "Village news – Clerk to draft the first letter."),
    ("minutes", "Owners had asked for help. Action: To be put on the notice board in the square."),
    ("minutes", "The Manager said that 85 were to be replaced by the end of December."),
    ("minutes", "She expected to clear all of the late cases by May 2019."),
    ("minutes", "The item was left over to the February meeting."),
    ("report", "The builder expects to finish in October 2019."),
    ("report", "The purchase of 12 boats should be complete by the end of March 2019."),
    ("report", "A new crew, costing £0.32m a year, will begin work in April 2019."),
    ("report", "The accounts are to be approved by 30 November 2018."),
    ("report", "The target date for completion is 31 March 2019."),
    ("report", "The next quarterly report is due in January 2019."),
    ("report", "The builder has undertaken to mend the wall by the end of October 2018."),
    ("report", "Slippage will be carried into 2019/20."),
    ("report", "If they appear in time, a seminar will be held for all members."),
    ("decision_record", "RESOLVED: To note that the Health Board will repay the Council 70% of the cost."),
    ("decision_record", "RESOLVED: To require the Head of Estates to report to me by 31 January 2019."),
    ("decision_record", "RESOLVED: To instruct Directors to bring plans to the Board in May 2019."),
    ("report", "The Head of People will bring a plan for the crew to the Board in June 2019."),
    ("minutes", "The Clerk to apply by 16th January 2019."),
    ("minutes", "The glass had been ordered and would be fitted before Christmas."),
    ("decision_record", "Owners of moorings will be billed for their share of the works."),
    ("minutes", "The Chair agreed to pursue the matter of the missing swings."),
    ("minutes", "RESOLVED: That officers be asked to work up the detail of the new ferry scheme."),
    ("decision_record", "RESOLVED: To ask the Assistant Director (Parks) to review the signs by 31 March 2019."),
    ("minutes", "RESOLVED: That Cabinet ask the Head of Parks to see that the gates are locked at dusk."),
    ("minutes", "RESOLVED: That the Director of Parks report again on 19 March 2019."),
    ("minutes", "The Chair asked that a note on swings be included within the new panel work programme."),
    ("minutes", "The Chair would forward the response to Members of the Committee."),
    (
        "minutes",
        "RESOLVED: That the Panel requests the Policy Officer to investigate both and report back to the Panel.",
    ),
    ("minutes", "RESOLVED: That the Scrutiny Co-ordinator email all members for expressions of interest."),
    ("minutes", "RESOLVED: That the Committee requests that a meeting be arranged with the Cabinet Member for Roads."),
    ("minutes", "It was agreed that the School Transport item be brought to the next meeting of the Panel."),
    ("minutes", "The Chair has also asked the Scrutiny Manager to arrange a meeting of the four chairs."),
    ("minutes", "The Chairman advised that an email would be sent out asking for nominations."),
    ("minutes", "Members would be consulted before it was recommended to Council."),
    ("minutes", "The evidence would be analysed and put before the next meeting of the Panel."),
    ("minutes", "Members were told that a further budget report would be presented to the Committee in February 2019."),
    ("minutes", "Democratic Services advised that a report on youth clubs be added to the Work Programme for 2019/20."),
    ("minutes", "The Chair agreed to facilitate this."),
    ("minutes", "RESOLVED: That the draft plan be considered at the meeting in January 2019."),
    ("minutes", "Members agreed to contribute to the survey."),
    ("minutes", "RESOLVED: That a presentation be made to a future meeting on diabetes."),
    ("minutes", "RESOLVED: That a scoping report be submitted for consideration at the next meeting."),
    ("minutes", "Further enquiries would be made to find out how this could be done."),
    ("minutes", "A document is to be distributed to all Members before the next meeting."),
    ("minutes", "The Head of Audit agreed to provide a forward plan to each meeting."),
    ("minutes", "RESOLVED: That a report be submitted to the next meeting of the Committee."),
    ("minutes", "ACTION: Community Operations (KS) to give Members copies of the indicators."),
    ("minutes", "RESOLVED: That officers be required to report the outcome of the consultation to Cabinet."),
    ("minutes", "The Cabinet Member said she would find out why."),
    ("minutes", "The Service Manager would look into this and let the Councillor know."),
    ("minutes", "The Director would let Members have a breakdown by ward."),
    ("minutes", "RESOLVED: That the item on air quality be put back to the new municipal year."),
    ("minutes", "It was planned to reopen the baths by the end of March 2019."),
    ("minutes", "The Leader said that he would be happy to meet the residents."),
    ("minutes", "Asked if he would visit the school, the Leader said he would be glad to."),
    ("minutes", "Officers confirmed that they would pick this up with the contractor."),
    ("minutes", "A written reply would be sent to the questioner."),
    ("minutes", "A written response would follow."),
    ("minutes", "An update is to be given at the March meeting."),
    ("minutes", "It was agreed to hold a workshop in January 2019."),
    ("minutes", "The Committee agreed to revisit the matter in six months' time."),
    ("minutes", "The Panel agreed to add bus fares to its programme for January."),
    ("minutes", "The Committee would receive a further report in the new year."),
    ("minutes", "This would be picked up outside the meeting."),
    ("minutes", "A site visit would be arranged."),
    ("minutes", "Members requested an update in six months."),
    ("minutes", "Members asked that buses be added to the agenda for 21 January 2019."),
    ("minutes", "RESOLVED: That progress be reported quarterly to the Panel."),
    ("minutes", "RESOLVED: That Cabinet receive a further report in June 2019."),
    ("minutes", "RESOLVED: That the Police be asked for figures by ward."),
    ("minutes", "RESOLVED: That the Corporate Director report progress every quarter to the Board."),
    ("minutes", "RESOLVED: That consideration of the paper be put off to the next meeting."),
    ("minutes", "RESOLVED: To defer consideration of the paper to the next meeting, on 20 March 2019."),
    ("minutes", "RESOLVED: That it be tendered again in September 2019."),
    ("minutes", "RESOLVED: To authorise the Director of Education to issue the letter within seven days."),
    ("minutes", "RESOLVED: To ask the Managing Director to report by 15 January 2019."),
    ("minutes", "The Head of Service promised that it would be done by Christmas."),
    ("minutes", "Inspector Vole said that he would provide figures for each beat."),
    ("minutes", "The Monitoring Officer would check the position and advise the Member."),
    ("minutes", "It was agreed that the Chair write to the Minister."),
    ("minutes", "The Committee AGREED that a letter be sent to the Secretary of State."),
    ("minutes", "The Chair said that the matter would come back to the Panel."),
    ("minutes", "The Director offered to brief Members privately."),
    ("minutes", "It was noted that an inquiry was likely to be held in spring 2019."),
    ("minutes", "ACTION: TW - letter from the Mayor to the operators."),
    ("minutes", "Recommendation 4 would be followed up by Internal Audit in the spring."),
    ("minutes", "The Chief Executive gave a commitment that no library would close before 2020."),
    ("minutes", "The outstanding sum would be paid in January 2019."),
    ("minutes", "The Panel will return to this subject in the autumn of 2019."),
    ("minutes", "Action: That the Director circulate the slides."),
    ("minutes", "The Democratic Services Officer was asked to obtain the figures."),
    ("minutes", "Officers were requested to provide an answer in writing."),
    ("minutes", "The Assistant Director to be invited to the next meeting."),
    (
        "minutes",
        "RESOLVED: That the Harbour Trust be requested to provide the Panel with a quarterly note on moorings.",
    ),
    ("minutes", "RESOLVED: That the Panel continue to receive the figures each quarter."),
    ("minutes", "RESOLVED: That the working group look at the mooring fees before the spring."),
    ("minutes", "RESOLVED: That Councillors Budd and Lamb attend the hearing."),
    ("minutes", "RESOLVED: That a joint meeting with the Housing Committee be held in June 2019."),
    ("minutes", "RESOLVED: That the ferry be placed on the work programme."),
    ("minutes", "A full answer would be given in writing."),
    ("minutes", "RESOLVED: That the talk be delivered at a future meeting of the Panel."),
    ("minutes", "RESOLVED: To keep the ferry times under review with a report back to Council in January 2019."),
    ("minutes", "RESOLVED: That relevant Heads of Service provide a full account of what is outstanding."),
    ("minutes", "JH agreed to mow the green."),
    ("minutes", "The Parish welcomed the talk and CM to send a poster to the shop."),
    (
        "minutes",
        "The survey had not been complete in May and its results would be put to Council at the January meeting.",
    ),
    ("report", "Subject to approval, tenders will be invited in January 2019."),
    ("report", "The outcome will be reported back to Cabinet in spring 2019."),
    ("report", "Officers will work with the NHS to agree the new pathway."),
    ("report", "A review of the policy is scheduled for autumn 2019."),
    ("report", "An overspend of £0.1m on the block will be met from reserves."),
    ("report", "Panels will continue to meet weekly until 31 March 2019."),
    ("report", "Consultation will run from 3 December 2018 to 25 January 2019."),
    ("report", "The Council intends to publish a strategy in spring 2019."),
    ("report", "We will deliver 40 homes by March 2020."),
    ("report", "The final accounts will be brought to the Audit Committee by 31 July 2019."),
    ("report", "Work on the junction is programmed to finish in November 2019."),
    ("report", "The team aims to clear the backlog by March 2019."),
    ("report", "It is anticipated that the works will be completed by September 2019."),
    ("report", "At least 12 discharges are planned by the end of March 2019."),
    ("report", "The new depot, which is planned to open in May 2019, is in budget."),
    ("report", "The Service will report progress to the Board each quarter."),
    ("report", "A business case is being prepared and will come to Cabinet in January 2019."),
    ("report", "Performance will be kept under review and reported to this Committee."),
    ("report", "The savings plan is to be refreshed before the budget is set."),
    ("report", "Recruitment to the vacant posts will begin in January 2019."),
    ("report", "The Board is to receive a further report in March 2019."),
    ("report", "Further updates will follow."),
]


@pytest.mark.parametrize(("kind", "text"), PROMISED)
def test_an_undertaking_is_found_once(kind: str, text: str) -> None:
    assert len(dated(text, kind=kind).commitments) == 1


NO_PROMISE = [
    ("minutes", "Clerk and Cllr Dale to action."),
    ("minutes", "Education Scotland would return to the High School within a year."),
    ("report", "The budget for 2019/20 will include £95,000 for a project team."),
    ("minutes", "RESOLVED: That Fern House, Hythe Lodge and St Wynn’s be closed by 31 March 2019."),
    ("minutes", "Councillor Watts, ward member, asked that the Committee visit the site."),
    ("minutes", "Premises require significant work to bring them into use."),
    ("minutes", "The result of the bid was expected in May 2019."),
    ("minutes", "The settlement for 2019/20 would be announced in the autumn."),
    ("minutes", "RESOLVED: That six sites be offered to Lunt Homes Ltd at not less than £90,000."),
    ("minutes", "RESOLVED: That Councillor Dale be appointed Deputy Mayor until the annual meeting in May 2019."),
    ("minutes", "The motion asks the Chief Executive to write to the Minister."),
    ("minutes", "The Sub-Committee had agreed to defer the application in July 2018."),
    ("minutes", "The minutes of the meeting held on 3 July 2018 were approved and would be signed by the Chair."),
    ("minutes", "The applicant would be required to submit a scheme of planting."),
    ("report", "Members will be aware that the contract ends on 31 March 2019."),
    ("report", "The pay award will add £1.2m to costs in 2019/20."),
    ("report", "The matter is urgent since the rooms must be taken by 17 March 2019."),
    ("report", "The lease of the shed will run out on 30 June 2019."),
    ("minutes", "Boats – The work of the crew continued to be reported above target with 95% of trips run."),
    ("minutes", "The Committee agreed to consider item 7 before item 6."),
    ("minutes", "The Committee agreed to hear the deputation of the Friends of Mill Wood."),
    ("minutes", "RESOLVED: That Council be asked to add £2.4m to the capital programme."),
    ("minutes", "TC will be short of a quorum."),
    ("report", "Members are asked to say whether the quarterly report should be presented to this Committee."),
    ("minutes", "The minutes of the Cabinet held on 4 July 2018 would be signed by the Leader as a correct record."),
    ("minutes", "The Officer asked who would be invited to speak about the swings."),
    ("minutes", "He explained that this would be the final meeting before the elections on 6 May 2019."),
    ("minutes", "Verbal updates on the task groups (to be given by the Task Group Chairmen)"),
    ("minutes", "She set out where the items would be reported to in the coming cycle."),
    ("minutes", "Forty more school places would be needed in September 2019."),
    ("minutes", "He said that more berths would be wanted by 2025."),
    ("minutes", "He said that the service would improve outcomes for families."),
    ("minutes", "Councillor Dunn felt that more should be done and would welcome a report."),
    ("minutes", "The Chair said that she would like to see more data."),
    ("minutes", "The Director said that residents would be affected."),
    ("minutes", "The Director said that it would cost £2m."),
    ("minutes", "Members were advised that the figures had been circulated before the meeting."),
    ("minutes", "The report had been brought back to Committee as requested."),
    ("minutes", "If no referral is received, the decision will be implemented on 29 November 2018."),
    ("minutes", "Councillor Ash asked whether officers would report on this by June 2019."),
    ("minutes", "Council would next meet on Wednesday 23 January 2019."),
    ("minutes", "To be implemented at once."),
    (
        "minutes",
        "Decisions will come into force five working days after publication unless called in or referred back.",
    ),
    ("minutes", "The proposed tenant, a nursery, would offer 64 places."),
    ("minutes", "The action had been completed and the figures sent to Members in May 2018."),
    ("minutes", "The Committee agreed to note the report."),
    ("minutes", "The Committee agreed to approve the recommendations."),
    ("minutes", "RESOLVED: To agree to receive the report."),
    ("minutes", "Councillor Dunn suggested that the Council should write to ministers."),
    ("minutes", "It was hoped that the lift would be repaired soon."),
    ("minutes", "It would be helpful if officers provided the figures."),
    ("minutes", "The officer had undertaken to supply figures, which were circulated in June 2018."),
    ("minutes", "The Chair reported that she had written to the Minister."),
    ("minutes", "The plan was submitted to the Board in June 2018."),
    ("minutes", "The meeting was adjourned for five minutes."),
    ("minutes", "The meeting was adjourned until 7.30pm."),
    ("minutes", "The budget would be overspent by £2m by 31 March 2019."),
    ("minutes", "Councillor Reed asked when the road would be repaired."),
    ("minutes", "The Panel agreed with the officer's view."),
    ("minutes", "Councillor Bell considered that the policy would be reviewed too late."),
    ("minutes", "Councillor Bell expressed concern that families would be moved."),
    ("minutes", "Councillor Bell was of the opinion that the Council would need to consult."),
    ("minutes", "In her view the scheme would deliver little."),
    ("minutes", "Members were reminded that declarations must be made."),
    ("minutes", "Residents would have to travel further."),
    ("minutes", "Councillor Frost opposed the plan because children would be sent to distant schools."),
    ("minutes", "The petition asked that the crossing be installed."),
    ("minutes", "The objector said that trees would be felled and noise would be monitored by nobody."),
    ("minutes", "The Committee was told that work had begun and would cost £40,000."),
    ("minutes", "RESOLVED: That the capital programme be increased by £1.2m, £700,000 of it in 2019/20."),
    ("minutes", "RESOLVED: That a contribution of £1.2m be added to the programme, £700,000 of it in 2019/20."),
    ("minutes", "RESOLVED: That the press and public be excluded as exempt information would be disclosed."),
    ("minutes", "ACTION: Councillor Rice"),
    ("minutes", "The Chair asked that the Panel refer the decision back to the Portfolio Holder."),
    ("minutes", "The scheme was approved in 2017 and would have been completed but for the weather."),
    ("minutes", "Councillor Bell thanked officers for agreeing to provide the figures."),
    ("minutes", "Had the grant been won, the bridge would be repaired."),
    ("minutes", "Councillor Frost said that people would ask why nothing had been done."),
    ("minutes", "RESOLVED: That the minutes of the meeting held on 3 May 2018 be approved and signed by the Chair."),
    ("minutes", "The speaker asked Members to consider the views of residents."),
    ("minutes", "Members discussed how the strategy would be delivered."),
    ("report", "Demand will continue to rise."),
    ("report", "This will reduce costs."),
    ("report", "This will ensure that children are safe."),
    ("report", "The scheme will provide 40 places for children."),
    ("report", "Residents will be able to pay online."),
    ("report", "The grant will end on 31 March 2019."),
    ("report", "The contract will expire on 31 March 2019."),
    ("report", "The Council will be required to set a balanced budget."),
    ("report", "The Government will publish guidance in spring 2019."),
    ("report", "Members will note that spend has fallen."),
    ("report", "Members will recall that the scheme was approved in 2017."),
    ("report", "Schools will receive an additional £50 per pupil."),
    ("report", "Failure to invest will lead to closures."),
    ("report", "The Council would need to borrow."),
    ("report", "The Council has delivered 400 homes."),
    ("report", "The report was presented to the Board in May 2018."),
    ("report", "Members may wish to ask for a further report."),
    ("report", "Ofsted will inspect the service in 2019."),
    ("report", "The new system has been implemented and training was completed in June 2018."),
    ("report", "Reports are published five clear days before a meeting."),
    ("report", "The population will grow by 4% by 2030."),
    ("report", "Without the funding the centre will be closed."),
    ("report", "The purpose of the plan is to ensure that needs will be reviewed."),
    ("report", "Staff will benefit from the move."),
    ("report", "An equality impact assessment was carried out and will be found at Appendix C."),
]


@pytest.mark.parametrize(("kind", "text"), NO_PROMISE)
def test_what_is_done_thought_asked_or_ordered_by_law_is_none(kind: str, text: str) -> None:
    assert dated(text, kind=kind).commitments == ()


def test_two_promises_of_two_people_in_one_sentence_are_two() -> None:
    found = dated("The Clerk would write to the County Council by 3 October 2018, and Mr Hale would arrange a visit.")
    assert [(one.owner, one.due_to) for one in found.commitments] == [("The Clerk", "2018-10-03"), ("Mr Hale", None)]


def test_two_acts_of_one_person_are_one_promise_unless_the_second_has_its_own_time() -> None:
    assert len(dated("The Clerk would write to the County Council, and would arrange a visit.").commitments) == 1
    found = dated("The Clerk would write to the County Council and would send a monthly note to members.").commitments
    assert [(one.owner, one.recurs) for one in found] == [("The Clerk", None), ("The Clerk", "monthly")]
    found = dated("The Clerk would write to the owner, and would arrange a visit in October 2018.").commitments
    assert [(one.due_from, one.due_to) for one in found] == [(None, None), ("2018-10-01", "2018-10-31")]


def test_promises_in_clauses_of_their_own_are_apart_whatever_words_tell_them() -> None:
    found = dated(
        "The Director said that 90 trees would be planted by 31 March 2019 and that the number still alive would be "
        "reported to the Board every year."
    ).commitments
    assert [(one.due_to, one.recurs) for one in found] == [("2019-03-31", None), (None, "annual")]
    found = dated("The Head of Care will report to the Board by 31 August 2019, and use will be reported monthly.")
    assert [(one.due_to, one.recurs) for one in found.commitments] == [("2019-08-31", None), (None, "monthly")]
    found = dated(
        "A campaign will start in May 2019 and every household will receive two leaflets before it begins.",
        kind="report",
    ).commitments
    assert [one.due_from for one in found] == ["2019-05-01", None]
    found = dated("The audit would begin on 10 October 2018 and the opinion was expected in January 2019.").commitments
    assert [one.due_from for one in found] == ["2018-10-10", "2019-01-01"]
    found = dated(
        "She gave an assurance that children would still swim free and the Assistant Director would report take-up to "
        "the Board in March 2019."
    ).commitments
    assert [one.due_from for one in found] == [None, "2019-03-01"]
    (found,) = dated("RESOLVED: That Ms Lunt be thanked, and that the item be deferred to May 2019.").commitments
    assert found.due_from == "2019-05-01"


def test_lettered_clauses_on_one_line_are_promises_of_their_own() -> None:
    text = "RESOLVED (a) to note the plan; (b) to ask for a report in May 2019; (c) that the Clerk arrange a visit."
    assert [one.due_from for one in dated(text).commitments] == ["2019-05-01", None]


def test_what_is_put_off_until_a_month_is_due_in_it() -> None:
    found = dated("The plan seen on 3 July 2018 and the item on swings were put off until February 2019.")
    assert [(one.due_from, one.due_to) for one in found.commitments] == [("2019-02-01", "2019-02-28")]


def test_a_day_told_aside_is_not_when_a_promise_is_due() -> None:
    found = dated(
        "The Chair agreed to write to the Board asking why the swings could not be ready before October 2018."
    )
    assert [(one.due_from, one.due_to) for one in found.commitments] == [(None, None)]


def test_two_acts_of_one_clause_are_two() -> None:
    text = "RESOLVED: That buses be added to the programme for 20 March, and that the item on air be put back to May."
    assert len(dated(text).commitments) == 2


@pytest.mark.parametrize(
    ("text", "due_from", "due_to"),
    [
        ("The Clerk was asked to submit a report in twelve months' time.", "2019-09-01", "2019-09-30"),
        ("The Clerk was asked to submit a report in one month's time.", "2018-10-01", "2018-10-31"),
        ("The Clerk was asked to submit a report within seven days.", None, None),
        (
            "RESOLVED: That the trial run from 1 October 2018 and its results be reported to Cabinet in May 2019.",
            "2019-05-01",
            "2019-05-31",
        ),
    ],
)
def test_a_term_counts_from_the_meeting_and_the_date_after_the_act_is_its_own(
    text: str, due_from: str | None, due_to: str | None
) -> None:
    (found,) = dated(text).commitments
    assert (found.due_from, found.due_to) == (due_from, due_to)
