"""What clauses do, over the grammars in which councils write them. All clauses are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.decisions.effects import clause_effects, is_by_reference, recurrence

DEVELOPED_ON = [
    ("the report be noted", ("noted",)),
    ("Notes the progress of the depot works", ("noted",)),
    ("To note the position and to approve the revised fees", ("noted", "approved")),
    ("the Panel noted the update", ("noted",)),
    ("That Members Endorsed the skills plan", ("endorsed",)),
    ("the Monitoring Officer write to the Minister about rail fares", ("requested",)),
    ("officers be instructed to survey the bridge", ("requested",)),
    ("a further report be brought to the June meeting", ("requested",)),
    ("authority be delegated to the Director of Place, in consultation with the Leader, to award it", ("delegated",)),
    ("the Head of Law be given delegated authority to settle the claim", ("delegated",)),
    ("the Chief Officer be authorised to sign the lease", ("authorised",)),
    ("the draft plan be approved for public consultation", ("consultation",)),
    ("the draft strategy be published as the basis for consultation", ("consultation",)),
    ("the petition be received and referred to the Highways Board", ("received", "referred")),
    ("consideration of the item be deferred to the next meeting", ("deferred",)),
    ("the report be withdrawn", ("withdrawn",)),
    ("Permission be REFUSED", ("rejected",)),
    ("the proposed closure not be approved", ("rejected",)),
    ("does not accept the findings of the review", ("rejected",)),
    ("the existing policy remain unchanged", ("confirmed",)),
    ("Councillor Plum be appointed to the Harbour Board", ("appointed",)),
    ("the press and public be excluded during the next item", ("public_excluded",)),
    ("the meeting continue beyond half past nine", ("procedural",)),
    ("the minutes of the last meeting be confirmed as a correct record", ("minutes_confirmed",)),
    ("it be recommended to Full Council that the pay policy be adopted", ("recommended", "adopted")),
    ("agreed to note the timetable", ("noted",)),
    ("the fare for children stay at £1.20", ("approved",)),
    ("the ferry log be a standing item of the agenda", ("approved",)),
    ("That, subject to (b), the huts at Tarn and Beck close on Mondays", ("approved",)),
    ("comment on any fare which seems too high; and", ("noted",)),
    ("consider the ferry log and comment on the fares", ("noted",)),
    ("No objection.", ("approved",)),
    ("to object, since the slip is too steep", ("approved",)),
    ("Standing orders were suspended at 7.10pm.", ("procedural",)),
    ("agrees that the budget be approved", ("approved",)),
    ("the fees be increased and the report be noted", ("approved", "noted")),
    ("Initiated a review of allotments", ("approved",)),
    ("AUTHORISED a six week consultation on the winter timetable", ("consultation",)),
    ("authorised the Director to publish the consultation report", ("authorised",)),
    ("Executive considered and commented on the draft byelaws", ("noted",)),
    ("That in respect of the toll review, eel and ferry committee recommends that any pilot can ask", ("recommended",)),
    ("Consider and note the accounts", ("noted",)),
    ("The Cabinet is asked to approve the scheme", ("approved",)),
    ("The Board is asked to consider the comments and confirm, amend or rescind the decision",
     ("confirmed", "amended", "withdrawn")),
    ("the pressures on the service and their effect on the budget", ("unstated",)),
    ("works to be funded from reserves", ("unstated",)),
]  # fmt: skip


DEVELOPED_ON += [
    ("That the lido charges be gradually reintroduced", ("approved",)),
    ("To temporarily close the footpath at Weir Lane", ("approved",)),
    ("To permanently reinstate the Saturday market", ("approved",)),
]


@pytest.mark.parametrize(("clause", "effects"), DEVELOPED_ON)
def test_the_operative_verbs_of_a_clause_give_its_effects(clause: str, effects: tuple[str, ...]) -> None:
    assert clause_effects(clause).names == effects


BUGS_CAUGHT = [
    # What a cabinet asks the Council to approve is a recommendation.
    ("That Council be asked to approve the harbour dues", ("recommended",)),
    ("that full Council be requested to add £20,000 to the programme", ("recommended",)),
    ("That the Parish Council be asked to mend the stile", ("requested",)),
    # Money carried forward is put off no more than a service withdrawn is.
    ("that £40,000 of the ferry budget be carried forward to 2031/32", ("approved",)),
    ("the item on moorings be carried forward to the June meeting", ("deferred",)),
    ("That support be withdrawn from the two evening boats", ("approved",)),
    ("That funding for the punt be withdrawn with effect from May", ("approved",)),
    ("That the report on funding be withdrawn", ("withdrawn",)),
    ("that a report on the first tides be made to Cabinet in May", ("requested",)),
    ("that consultation on the draft plan be authorised for six weeks", ("consultation",)),
    # Each of two acts that "and that" joins counts ...
    (
        "an item on eels be added for 5 May, and that the item on moorings be put off until June",
        ("approved", "deferred"),
    ),
    ("That the report be noted and that the Clerk be asked to write to the owners", ("noted", "requested")),
    # ... but not what is only to be done with the first.
    ("That the Leader be authorised to write to the Minister, and that it be copied to the owners", ("authorised",)),
    ("The Cabinet noted the tides and instructed officers to count them", ("noted", "requested")),
    ("a Letter of Acceptance issued accordingly", ("approved",)),
    ("The plan to tender the appointment of a diving team be approved", ("approved",)),
    ("That Mrs May be thanked for her talk", ("endorsed",)),
    ("the words heard be noted and that the tables asked for be submitted to the next meeting", ("noted", "requested")),
    ("the Head of Boats, in consultation with the Leader, be given authority to vary the hours", ("delegated",)),
    # Minutes put right.
    (
        'The minutes of 5 May were agreed as a correct record, subject to the word "not" being put in',
        ("minutes_confirmed", "amended"),
    ),
    ("That the minutes of 5 May be confirmed, subject to the following amendments", ("minutes_confirmed", "amended")),
    (
        "That the minutes of 5 May be confirmed as a correct record, subject to approval by the Chair",
        ("minutes_confirmed",),
    ),
    ("That the programme be agreed, with the adding of eel passes", ("approved", "amended")),
    # An officer told to act in a verb of no group.
    ("That the Director of Place supply a list of the sites", ("requested",)),
    ("the Head of Parks publish the timetable by May", ("requested",)),
    ("That the Clerk obtain three quotations and that they be noted", ("noted",)),
    # ... but a post is no act, nor is what officers have.
    ("the Head of Parks post in the new structure", ("unstated",)),
    ("Officers training for the year ahead", ("unstated",)),
    # A noun after "and" is no second verb.
    ("Note the grant awards and grant reductions", ("noted",)),
    # The refusal of objections inside an approval keeps the approval.
    ("the objections be rejected and the order be approved", ("rejected", "approved")),
    # A label before a colon is no verb.
    ("Nominated membership: details were provided and noted", ("noted",)),
    ("Complete asset list for the year – noted.", ("noted",)),
    ("Town Centre Parking - Approve the revised tariff", ("approved",)),
    ("The Director of Estates approved the sale of the yard", ("approved",)),
    # What a body that opens the sentence did, whatever noun follows; a participle of a noun is no act.
    ("Cabinet approved grants of up to £900 for each flooded house.", ("approved",)),
    ("The Harbour Board noted progress on the quay.", ("noted",)),
    ("That Council approved schemes at the two quays", ("unstated",)),
    ("Council approved schemes at both quays will be paid for", ("unstated",)),
]


@pytest.mark.parametrize(("clause", "effects"), BUGS_CAUGHT)
def test_words_that_only_look_operative_are_not_taken(clause: str, effects: tuple[str, ...]) -> None:
    assert clause_effects(clause).names == effects


KNOWN_MISSES = [
    # The relative clause tells of another decision; only a parser of syntax would know.
    ("the policy which Council be asked to review next year be noted", ("noted",)),
    # Irony of English: "table" as a verb of decision.
    ("the paper lie on the table", ("deferred",)),
]


@pytest.mark.parametrize(("clause", "effects"), KNOWN_MISSES)
@pytest.mark.xfail(strict=True, reason="known miss")
def test_known_misses(clause: str, effects: tuple[str, ...]) -> None:
    assert clause_effects(clause).names == effects


def test_a_clause_without_a_verb_takes_the_effect_of_its_lead_in() -> None:
    assert clause_effects("costs to be met from reserves", "approved").names == ("approved",)


def test_what_is_agreed_may_be_the_minutes() -> None:
    assert clause_effects("the minutes of 4 May", "approved").names == ("minutes_confirmed",)


def test_a_bare_agreed_under_minutes_confirms_them() -> None:
    assert clause_effects("Agreed", item_title="Minutes of the last meeting").names == ("minutes_confirmed",)
    assert clause_effects("Agreed", item_title="Staff car park").names == ("approved",)


def test_an_approval_of_printed_recommendations_says_so() -> None:
    assert clause_effects("the recommendations set out in the report be approved").rule == "by_reference"
    assert is_by_reference("Approved the recommendations in the report")
    assert not is_by_reference("the lease be approved")


@pytest.mark.parametrize(
    ("clause", "recurs"),
    [
        ("updates be received on a quarterly basis", "quarterly"),
        ("the list be reviewed every year", "annual"),
        ("reports be made on a bi monthly basis", "bimonthly"),
        ("reports be made on a monthly basis", "monthly"),
        ("the Annual Report be noted", None),
    ],
)
def test_how_often_an_act_recurs(clause: str, recurs: str | None) -> None:
    assert recurrence(clause) == recurs


@given(st.text(max_size=400))
def test_any_text_has_effects_and_unstated_stands_alone(text: str) -> None:
    names = clause_effects(text).names
    assert names
    assert names == ("unstated",) or "unstated" not in names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("words", ["the and " * 4000, "A" * 30000, "be noted and " * 3000, "Board for the " * 3000])
def test_long_repetitive_clauses_are_read_at_once(words: str) -> None:
    assert clause_effects(words).names


@pytest.mark.parametrize(
    ("clause", "effects"),
    [
        ("the Board report annually to full Council on its work", ("requested",)),
        ("That the Joint Panel meet quarterly", ("requested",)),
        ("officers be asked to work up a scheme, with the scope of delegated authority to officers", ("requested",)),
        ("the Board report", ("unstated",)),
        ("Note the advice of the Treasurer. This was required to show that the sums are sound.", ("noted",)),
        ("That the delegated authority granted to Officers for the wharf be revoked.", ("withdrawn",)),
        ("That the grounds for refusal be: delay; cost", ("approved",)),
        (
            "the minutes of the last meeting be approved, subject to the above amendment",
            ("minutes_confirmed", "amended"),
        ),
    ],
)
def test_a_body_may_be_told_to_act(clause: str, effects: tuple[str, ...]) -> None:
    assert clause_effects(clause).names == effects
