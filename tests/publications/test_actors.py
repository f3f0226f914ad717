from tests.factories import assessment, candidate, document, event_view, statement, statement_view, weight

from counterclaim.model import Act, Property, SpeakerKind
from counterclaim.publications.actors import cast_of


def view(*told, weights=(), candidates=("Tidewater Front",)):
    made = assessment(Property.PERPETRATOR, *(candidate(name, 0.5) for name in candidates), weights=weights)
    return event_view([statement_view(s) for s in told], [made])


def test_names_that_share_a_form_are_one_actor_under_the_name_that_weighing_chose() -> None:
    short = statement(value="TF", value_aliases=("Tidewater Front",))
    full = statement(start=300)
    cast = cast_of(view(short, full))
    assert {cast.actors[s.id] for s in (short, full)} == {"Tidewater Front"}


def test_names_that_weighing_put_under_one_answer_are_one_actor() -> None:
    joint = statement(value="River Guard")
    cast = cast_of(
        view(
            joint,
            weights=(weight("River Guard", (joint,), "River Guard and Tidewater Front", 3.0),),
            candidates=("River Guard and Tidewater Front",),
        )
    )
    assert cast.actors[joint.id] == "River Guard and Tidewater Front"


def test_different_actors_stay_apart() -> None:
    one, other = statement(), statement(value="River Guard", start=300)
    cast = cast_of(view(one, other))
    assert cast.actors[one.id] != cast.actors[other.id]


def test_a_spokesman_whom_weighing_counts_as_the_group_speaks_of_itself() -> None:
    denied = statement(act=Act.DENIES, speaker="Harl Menneck")
    cast = cast_of(view(denied, weights=(weight("Tidewater Front (Front Radio)", (denied,), "Tidewater Front", -1.0),)))
    assert cast.own == {denied.id}


def test_a_statement_that_was_not_weighed_joins_its_speakers_voice() -> None:
    weighed = statement()
    other = statement(act=Act.ATTRIBUTES, value="River Guard", start=300)
    cast = cast_of(view(weighed, other, weights=(weight("Tidewater Front", (weighed,), "Tidewater Front", 3.0),)))
    assert cast.voices[weighed.id] == cast.voices[other.id]


def test_two_texts_of_one_outlet_are_two_voices_and_a_copy_is_none() -> None:
    first, second, copy = document("one"), document("two"), document("one again", outlet="Evening Lantern")
    told = [
        statement("the Front did it", of=d, act=Act.REPORTS_AS_FACT, speaker="the text", kind=SpeakerKind.MEDIA)
        for d in (first, second, copy)
    ]
    made = event_view(
        [
            statement_view(told[0], first),
            statement_view(told[1], second),
            statement_view(told[2], copy, origin=first),
        ],
        [
            assessment(
                Property.PERPETRATOR,
                candidate("Tidewater Front", 0.9),
                weights=(weight("the text (Delta Courier)", told, "Tidewater Front", 3.0),),
            )
        ],
    )
    voices = [cast_of(made).voices[s.id] for s in told]
    assert voices[0] != voices[1]
    assert voices[0] == voices[2]
