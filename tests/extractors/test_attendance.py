"""Who was there, who was not, and as what: lists of attendance in the forms that councils print."""

from __future__ import annotations

import pytest

from extractors.document.names import parse_person
from extractors.extract import extract
from extractors.records import Person
from ingest.reading import read_bytes

_HEAD = "Northleigh Borough Council\n\nMinutes of the Cabinet held on 7 May 2024\n\n"
_END = "\n\n1. MINUTES\n\nRESOLVED: That the minutes of the last meeting be approved.\n"


def people_of(text: str, name: str = "paper.txt") -> list[Person]:
    return list(extract(read_bytes(text.encode(), name)).people)


def attendees_of(words: str) -> list[tuple[str | None, str | None]]:
    """Name and post of all that the list names."""
    return [(p.name, p.post) for p in people_of(f"{_HEAD}{words}{_END}") if p.role == "attendee"]


@pytest.mark.parametrize(
    ("words", "attended"),
    [
        (
            "Councillors: E. Simms (ES)(Chairman), J Green (JG), J. Shaw (JS)",
            [("E. Simms", "Chairman"), ("J Green", None), ("J. Shaw", None)],
        ),
        (
            "Attendees:  Councillors Mrs Black, D Moore and Mrs Peck\n\nOfficers:      Ann Wood and Orla Sweet",
            [
                ("Councillor Mrs Black", None),
                ("Councillor D Moore", None),
                ("Councillor Mrs Peck", None),
                ("Ann Wood", None),
                ("Orla Sweet", None),
            ],
        ),
        (
            "PRESENT\n\nCouncillors\nMrs A Budd (Chairman)\nP Lamb\nN Oates - substitute for C Hale\n"
            "Mrs D Peck - Harbour Ward\nOfficers\nMr E Shaw - Head of Ferries and Harbour Control\n"
            "Mr F Reed - Team Leader (Major Piers)\nMs G Dodd - apologies",
            [
                ("Mrs A Budd", "Chairman"),
                ("P Lamb", None),
                ("N Oates", None),
                ("Mrs D Peck", None),
                ("Mr E Shaw", "Head of Ferries and Harbour Control"),
                ("Mr F Reed", "Team Leader (Major Piers)"),
            ],
        ),
        (
            "THOSE ATTENDING:\n\nCllr K Budd\n\nCllr Lamb (Chair)",
            [("Cllr K Budd", None), ("Cllr Lamb", "Chair")],
        ),
        (
            "Parish Councillors: Cllrs Ann Budd and Tom Lamb",
            [("Cllr Ann Budd", None), ("Cllr Tom Lamb", None)],
        ),
        (
            "PRESENT: Ann Budd (Chair), Borough Councillor Tom Lamb and, Liz Oates (Clerk) and two residents.",
            [("Ann Budd", "Chair"), ("Borough Councillor Tom Lamb", None), ("Liz Oates", "Clerk")],
        ),
        (
            "PRESENT: Cllr A Budd, NCC Cllr T Lamb and 3 residents",
            [("Cllr A Budd", None), ("NCC Cllr T Lamb", None)],
        ),
        (
            "PRESENT: Cllr Mary Tudge in the Chair\nCllrs: B Ashe, C Dodd & E Frost",
            [("Cllr Mary Tudge", "Chair"), ("B Ashe", None), ("C Dodd", None), ("E Frost", None)],
        ),
        (
            "Sederunt:\nCouncillor Iain Muir, Convener\nBailie Tom Kerr\nCouncillors Fiona Lang, Ewan Moir",
            [
                ("Councillor Iain Muir", "Convener"),
                ("Bailie Tom Kerr", None),
                ("Councillor Fiona Lang", None),
                ("Councillor Ewan Moir", None),
            ],
        ),
        (
            "Present: Ada Holm-Chairman, Bea Lund and Tom Vale. No members of the public were there.",
            [("Ada Holm", "Chairman"), ("Bea Lund", None), ("Tom Vale", None)],
        ),
        (
            "In attendance:\nPeter Esk, Head of Legal Services and Monitoring Officer\nLynn Firth, Committee Officer",
            [("Peter Esk", "Head of Legal Services and Monitoring Officer"), ("Lynn Firth", "Committee Officer")],
        ),
        (
            "Attendees\nCllr Ruth Penn          Alder Council\nCllr Sol Quine          Birch Council (Substitute)",
            [("Cllr Ruth Penn", "Alder Council"), ("Cllr Sol Quine", "Birch Council")],
        ),
        (
            "Present:  Cllr A Brown          Cllr B Green\n          Cllr C White (Lab)    Cllr D Black (Con)",
            [("Cllr A Brown", None), ("Cllr B Green", None), ("Cllr C White", None), ("Cllr D Black", None)],
        ),
        (
            "Officers present: Tina Hall (Traffic Engineer), Dan West, Head of Parks",
            [("Tina Hall", "Traffic Engineer"), ("Dan West", "Head of Parks")],
        ),
        (
            "IN ATTENDANCE:\nMrs C Dale, Parish Clerk, Mr E Firth Deputy Parish Clerk",
            [("Mrs C Dale", "Parish Clerk"), ("Mr E Firth", "Deputy Parish Clerk")],
        ),
        (
            "In attendance: County Cllr Sam Reed, Kay Lund (Footpath Officer), and 8 residents",
            [("County Cllr Sam Reed", None), ("Kay Lund", "Footpath Officer")],
        ),
    ],
)
def test_those_who_were_there_have_the_posts_beside_their_names(
    words: str, attended: list[tuple[str | None, str | None]]
) -> None:
    assert attendees_of(words) == attended


@pytest.mark.parametrize(
    ("words", "attended"),
    [
        (
            "PRESENT: Councillor G Carver (in the Chair); Councillors Hatton, Robson-Payne and Wallis.",
            ["Councillor G Carver", "Councillor Hatton", "Councillor Robson-Payne", "Councillor Wallis"],
        ),
        (
            "Present: Cllrs. A. Widmore (Chairman), M. Peek (Vice-Chairman), J. Alcott,\n"
            "R. Sandal, D. Thirby and E. Rae. Clerk: Mrs. C. Fulby. Also Cllr. G. Nunan\n"
            "(District Council) and 4 members of the public.",
            [
                *("Cllr. A. Widmore", "Cllr. M. Peek", "Cllr. J. Alcott", "Cllr. R. Sandal", "Cllr. D. Thirby"),
                *("Cllr. E. Rae", "Mrs. C. Fulby", "Cllr. G. Nunan"),
            ],
        ),
        (
            "Present: Councillors C Dale, Mrs G Hall MBE and I Jay, with Mrs F Gill, Clerk.",
            ["Councillor C Dale", "Councillor Mrs G Hall MBE", "Councillor I Jay", "Mrs F Gill"],
        ),
        (
            "Present: Cllrs Pat Adam (Chair), Claire Coster, Nigel Forde (Clerk) and 2 members of the public.",
            ["Cllr Pat Adam", "Cllr Claire Coster", "Nigel Forde"],
        ),
        (
            "Present:\nProvost Iain Muir; Depute Provost Fiona Lang; Councillors Ewan Moir, Rory Bain; Bailie T Kerr.",
            [
                *("Provost Iain Muir", "Depute Provost Fiona Lang", "Councillor Ewan Moir", "Councillor Rory Bain"),
                "Bailie T Kerr",
            ],
        ),
        (
            "Present: Councillor Smith-Jones (Chairman), Councillors: Bell, Cole and Ives.\n\n"
            "Also in attendance: Superintendent M Noor (Northleigh Police)",
            ["Councillor Smith-Jones", "Bell", "Cole", "Ives", "Superintendent M Noor"],
        ),
        (
            "Present: Councillors D.A. Lunt (Chair), P.J. Ashe, Ms. S. Moss and  V West",
            ["Councillor D.A. Lunt", "Councillor P.J. Ashe", "Councillor Ms. S. Moss", "Councillor V West"],
        ),
        (
            "Present: Cllrs Bell, Cole (from item 4) and Gill; Miss H Ives (minutes)",
            ["Cllr Bell", "Cllr Cole", "Cllr Gill", "Miss H Ives"],
        ),
        ("Members Present : Aldermen – F Agnew, P Brett\n\nCouncillors – J Archer", ["F Agnew", "P Brett", "J Archer"]),
        ("Councillors: Ann Bell (Chair), Bob Cole and Dee Ede", ["Ann Bell", "Bob Cole", "Dee Ede"]),
        ("Councillors\nDale    Flint\nHall    Jay", ["Dale", "Flint", "Hall", "Jay"]),
    ],
)
def test_a_title_that_stands_once_is_the_title_of_all_behind_it_unless_a_colon_makes_it_a_label(
    words: str, attended: list[str]
) -> None:
    assert [name for name, _ in attendees_of(words)] == attended


@pytest.mark.parametrize(
    ("words", "attended"),
    [
        (
            "Members: Councillors Ann Bell, Bob Cole and Dee Ede were present.",
            ["Councillor Ann Bell", "Councillor Bob Cole", "Councillor Dee Ede"],
        ),
        (
            "Those present were Councillors A Bell (in the Chair), B Cole, and D Ede.",
            ["Councillor A Bell", "Councillor B Cole", "Councillor D Ede"],
        ),
        (
            "Councillor G Carver (in the Chair); Councillors Hatton and Wallis.",
            ["Councillor G Carver", "Councillor Hatton", "Councillor Wallis"],
        ),
        (
            "Attended by: Cllrs Fay Moore (Chairman), Gill Steward and Keith Robins.\nApologies: Cllrs Sue Olive.",
            ["Cllr Fay Moore", "Cllr Gill Steward", "Cllr Keith Robins"],
        ),
        (
            "PRESENT: Councillor Gareth Pugh (Cadeirydd / Chair)\nCynghorwyr / Councillors: Eleri Wyn, Huw ap Rhys\n"
            "Swyddogion / Officers: Dafydd Prys (Pennaeth Cyllid / Head of Finance)",
            ["Councillor Gareth Pugh", "Eleri Wyn", "Huw ap Rhys", "Dafydd Prys"],
        ),
        (
            "PRESENT\nMayor: Jo Kemp (Chair)\nLeaders: Cllr Ann Bell (Northleigh), Cllr Bob Cole (Eastham)\n"
            "Business Partnership: Sir Hal Ives",
            ["Jo Kemp", "Cllr Ann Bell", "Cllr Bob Cole", "Sir Hal Ives"],
        ),
        (
            "Councillors Present\n\nChris Cudmore – Chairman (CC), Frank Hagan (FH) and Alf Smyth (AS).\n\n"
            "Clerk – Sandra Vail (SV).\n\nAbsent:- Marsha Reed (MR).",
            ["Chris Cudmore", "Frank Hagan", "Alf Smyth", "Sandra Vail"],
        ),
        (
            "Cllrs B Aston, D Bretton, N Chaplin-Wood, P Cowan (Deputy Mayor)\n\nC Pinnock, Acting Town Clerk",
            ["Cllr B Aston", "Cllr D Bretton", "Cllr N Chaplin-Wood", "Cllr P Cowan", "C Pinnock"],
        ),
        ("Cllr Ann Marsh\nCllr Bob Lowe\nCllr Dee Storey", ["Cllr Ann Marsh", "Cllr Bob Lowe", "Cllr Dee Storey"]),
        ("Apologies\n\nCllrs A Bell, B Cole, D Ede", []),
        ("Councillors Bell, Cole and Ede declared an interest.", []),
        ("Present; Cllrs Drew (Chair), Cllrs Newton and Derby", ["Cllr Drew", "Cllr Newton", "Cllr Derby"]),
        (
            "Present: Cllr P Crump (Chairman); Cllr B Clerke;\n\n"
            "In attendance: Parish Clerk Elizabeth Malton. 5 members of public.",
            ["Cllr P Crump", "Cllr B Clerke", "Elizabeth Malton"],
        ),
        (
            "In the Chair : Mayor (Councillor J Montrose)\n\nOfficers Present : Chief Executive - J Dixon\n"
            "ICT Change Officer – A Cole",
            ["Councillor J Montrose", "J Dixon", "A Cole"],
        ),
        (
            "Present: Cllr A. Bell (AB) – Chair\nCllr B. Cole (BC)\n\n1 BIBLE READING AND PRAYER\n\n"
            "Councillors Finch and Good joined the meeting.",
            ["Cllr A. Bell", "Cllr B. Cole"],
        ),
        (
            "Officers: Deputy Chief Fire Officer M Frost, Head of Finance A Gale, Clerk to the Authority J Hurst",
            ["M Frost", "A Gale", "J Hurst"],
        ),
        (
            "Sederunt:\n\nMr R Bain (Convener), Ms K Dunn\n\nOfficials participating:\n\n"
            "Mrs F Kerr, Chief Officer Roads\n\nChief Constable Rhona Muir",
            ["Mr R Bain", "Ms K Dunn", "Mrs F Kerr", "Rhona Muir"],
        ),
        (
            "PRESENNOL / PRESENT: Y Cynghorydd / Councillor Elin Morgan (Cadeirydd / Chair)\n"
            "Hefyd yn bresennol / Also present: Councillor Huw Gethin",
            ["Councillor Elin Morgan", "Councillor Huw Gethin"],
        ),
        (
            "Present: Cllrs Ede, Gill and Ives. Town Clerk: Jo Kemp.",
            ["Cllr Ede", "Cllr Gill", "Cllr Ives", "Jo Kemp"],
        ),
        (
            "The following Members were present: Councillors A Bell and B Cole.\n"
            "Also in attendance were F Gill (Director of Place) and H Ives (Solicitor).",
            ["Councillor A Bell", "Councillor B Cole", "F Gill", "H Ives"],
        ),
        (
            "Attended - Committee Members\nName\t\nAckroyd\t\nCouncillor Carlo\t\n\n"
            "Apologies for absence - Committee Members\nName\nCouncillor Driver",
            ["Ackroyd", "Councillor Carlo"],
        ),
        (
            "Committee members: Cllr Ann Bell (Chair), Cllr Bob Cole\n"
            "Cabinet Members: Cllr Jo Kemp, Cabinet Member for Education",
            ["Cllr Ann Bell", "Cllr Bob Cole", "Cllr Jo Kemp"],
        ),
        (
            "Present: Ann Bell (Chair), Hal Ives (Vice-Chair), Tom Dodd, Rory\nCole, Dee Ede",
            ["Ann Bell", "Hal Ives", "Tom Dodd", "Rory Cole", "Dee Ede"],
        ),
        ("Councillors:\n* Ann Bell (Chair)\n* Bob Cole\nDee Ede\n\n* Present", ["Ann Bell", "Bob Cole"]),
    ],
)
def test_who_was_there_is_read_however_the_list_is_opened_and_parted(words: str, attended: list[str]) -> None:
    assert [name for name, _ in attendees_of(words)] == attended


def test_whoever_took_the_chair_lends_no_post_to_the_others() -> None:
    words = "In the Chair: Councillor Ann Bell\n\nCouncillors: Cole, Ede"
    assert attendees_of(words) == [("Councillor Ann Bell", "Chair"), ("Cole", None), ("Ede", None)]


@pytest.mark.parametrize(
    "absent",
    [
        "Apologies for absence were received from Cllrs W Xavier and Y Zell",
        "An apology for absence was received from Cllr Y Zell",
        "Apologies: Cllr Y Zell",
        "Absent: Cllr W Xavier, Cllr Y Zell",
        "Members not present: Cllr Y Zell",
    ],
)
def test_who_sent_apologies_was_not_there(absent: str) -> None:
    names = [name for name, _ in attendees_of(f"PRESENT: Cllr A Brown, Cllr B Green\n{absent}")]
    assert names == ["Cllr A Brown", "Cllr B Green"]


def test_a_star_beside_a_name_says_what_the_note_below_the_list_says() -> None:
    names = "Present:\n\n* Councillor A Brown (Chairman)\n* Councillor B Green\nCouncillor C White\n\n"
    assert [name for name, _ in attendees_of(f"{names}* denotes attendance")] == [
        "Councillor A Brown",
        "Councillor B Green",
    ]
    assert [name for name, _ in attendees_of(f"{names}* denotes absence")] == ["Councillor C White"]


_TABLE = """<html><body><h1>Executive, Borough of Wexmoor</h1><p>Minutes, Thursday 14 November 2024</p>
<table><tr><th>Name</th><th>Role</th><th>Attendance</th></tr>
<tr><td>Councillor Ann Blythe</td><td>Chair</td><td>Present</td></tr>
<tr><td>Councillor Cal Dunn</td><td>Vice-Chair</td><td>{second}</td></tr>
<tr><td>Gil Hart</td><td>Democratic Services Manager</td><td>In attendance</td></tr></table>
<h3>12. Minutes</h3><p>Resolved: That the minutes be agreed.</p></body></html>"""


@pytest.mark.parametrize(
    ("said", "came"),
    [
        ("Present, as expected", True),
        ("Present (virtually)", True),
        ("Apologies", False),
        ("Absent", False),
        ("Expected", False),
        ("Apologies, sent representative", False),
        ("", False),
    ],
)
def test_a_row_of_a_table_of_attendance_says_whether_its_member_came(said: str, came: bool) -> None:
    people = [(p.name, p.post) for p in people_of(_TABLE.format(second=said), "paper.html")]
    second = [("Councillor Cal Dunn", "Vice-Chair")] if came else []
    assert people == [("Councillor Ann Blythe", "Chair"), *second, ("Gil Hart", "Democratic Services Manager")]


def test_a_substitute_named_beside_apologies_was_there() -> None:
    page = (
        "<html><body><h1>Minutes of the Growth Board held on 7 May 2024</h1><table>"
        "<tr><th>Member</th><th>Authority</th><th>Attendance</th></tr>"
        "<tr><td>Councillor Ann Bell</td><td>Northleigh</td><td>Present</td></tr>"
        "<tr><td>Councillor Bob Cole</td><td>Eastham</td><td>Apologies; Councillor D Ede as substitute</td></tr>"
        "<tr><td>Councillor Fay Gill</td><td>Weston</td><td>Apologies</td></tr></table></body></html>"
    )
    names = [p.name for p in people_of(page, "page.html") if p.role == "attendee"]
    assert names == ["Councillor Ann Bell", "Councillor D Ede"]


def test_a_table_that_says_something_else_of_its_people_is_no_attendance() -> None:
    people = people_of(_TABLE.format(second="Took the minutes"), "paper.html")
    assert "people.attendance_table" not in {person.rule for person in people}


@pytest.mark.parametrize(
    ("value", "name", "post"),
    [
        ("Tina Hall, Traffic Engineer, ext 4411", "Tina Hall", "Traffic Engineer"),
        ("D West (Solicitor)", "D West", "Solicitor"),
    ],
)
def test_a_surname_may_be_a_word_for_a_place_beside_a_post(value: str, name: str, post: str) -> None:
    person = parse_person(value)
    assert person is not None
    assert (person.name, person.post) == (name, post)


@pytest.mark.parametrize("value", ["Town Hall, Head of Property", "Old Park, Ranger", "Mill Lane, Ward Councillor"])
def test_a_place_is_no_person(value: str) -> None:
    person = parse_person(value)
    assert person is None or person.name is None


def test_several_authors_without_posts_are_each_named() -> None:
    people = people_of("Report to Cabinet\n12 June 2024\nPlaying pitches\n\nAuthor(s): Jane Smith & Tom Reed\n")
    assert [(p.name, p.role) for p in people] == [("Jane Smith", "author"), ("Tom Reed", "author")]
