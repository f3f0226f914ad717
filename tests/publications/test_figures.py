import json

import pytest
from tests.factories import assessment, candidate, document, event_view, fact, place, statement, statement_view
from tests.publications import stories

from counterclaim.errors import ConfigError
from counterclaim.model import DateInterval, Property
from counterclaim.publications.figures import map_figure, timeline_figure
from counterclaim.publications.figures.map import event_map
from counterclaim.publications.figures.outline import own_outline
from counterclaim.publications.figures.projection import circle, scale_bar, window
from counterclaim.publications.figures.timeline import ROWS, timeline
from counterclaim.publications.prepare import prepare


def dated(number: int, when: str):
    doc = document(f"Report {number}")
    told = fact(Property.DATE, when, "on that day", of=doc)
    return event_view(
        [statement_view(told, doc)],
        [assessment(Property.DATE, candidate(when, 0.9), best=when)],
        id=f"evt_{number}",
        title=f"Event {number}",
    )


def test_timeline_and_map_say_in_words_what_they_show() -> None:
    material = prepare(stories.all_views())
    for figure in (timeline_figure(material), map_figure(material)):
        assert f'aria-labelledby="{figure.id}-drawing-title {figure.id}-drawing-desc"' in figure.svg
        assert "<desc" in figure.svg
    drawn, _ = timeline(prepare(stories.all_views()).events)
    assert "Arson, Low Marsh (XE), April 2031: April 2031" in drawn


def test_events_without_dates_or_places_are_told_of_in_the_caption() -> None:
    events = prepare([event_view([statement_view(statement())])]).events
    assert timeline(events) == ("", "No source gives a date for any of these events, so there is nothing to draw.")
    drawing, caption = event_map(events, None)
    assert drawing == ""
    assert "nothing to draw" in caption
    mixed = prepare([*stories.all_views(), event_view([statement_view(statement())], id="evt_9")]).events
    assert "One event without a date is not drawn" in timeline(mixed)[1]
    assert "One event without a located place is not drawn" in event_map(mixed, None)[1]


def test_many_events_are_counted_instead_of_drawn_one_by_one() -> None:
    views = [dated(n, f"2031-{n % 12 + 1:02d}-05") for n in range(ROWS + 1)]
    drawing, caption = timeline(prepare(views).events)
    assert "Events by month" in caption
    assert "Event 3" not in drawing


def test_open_and_far_dates_are_drawn() -> None:
    for when in ("../2031-05-05", "2031-05-05/..", "1000-01-01", "2999-12-31", "1973"):
        drawing, _ = timeline(prepare([dated(1, when)]).events)
        assert "<svg" in drawing


def test_the_window_holds_every_place_with_its_circle() -> None:
    places = [place(latitude=-37.0, longitude=-20.0, radius_m=50000.0), place(latitude=-34.0, longitude=-15.0)]
    view = window(places)
    for spot in places:
        for longitude, latitude in circle(spot.longitude, spot.latitude, spot.radius_m)["coordinates"][0]:
            x, y = view.pixel(longitude, latitude)
            assert 0 < x < 900
            assert 0 < y < view.height


def test_places_far_apart_are_shown_on_the_whole_world() -> None:
    assert window([place(longitude=-150.0), place(longitude=150.0)]).type == "equalEarth"
    assert window([place(latitude=89.0)]).type == "equalEarth"


def test_one_place_is_shown_with_its_surroundings_and_a_scale() -> None:
    view = window([place()])
    kilometres, pixels = scale_bar(view)
    assert kilometres == 100
    assert 60 < pixels < 150


def test_a_circle_is_as_wide_as_the_precision() -> None:
    ring = circle(-20.0, -37.0, 10000.0)["coordinates"][0]
    north = max(latitude for _, latitude in ring)
    assert abs((north + 37.0) * 111.195 - 10) < 0.05
    assert ring[0] == ring[-1]


def test_a_users_outline_is_drawn(tmp_path) -> None:
    shape = {"type": "Polygon", "coordinates": [[[-21, -38], [-19, -38], [-19, -36], [-21, -36], [-21, -38]]]}
    path = tmp_path / "outline.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": shape}]}))
    events = prepare(stories.all_views()).events
    assert len(event_map(events, path)[0]) > len(event_map(events, None)[0])
    ring = own_outline(path)[0]["geometry"]["coordinates"][0]
    assert ring[1] == [-21.0, -36.0]


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "Polygon", "coordinates": [[[999, 1], [2, 2], [3, 3]]]}',
        '{"type": "Polygon"}',
        '{"type": "FeatureCollection", "features": [7]}',
    ],
)
def test_an_outline_that_is_none_is_refused_by_name(tmp_path, text) -> None:
    path = tmp_path / "coast.geojson"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"coast\.geojson"):
        own_outline(path)


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('{"type":\n "Polygon",,}', ", line 2, column 12", "not JSON"),
        (
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null}, 7]}',
            ", feature 2",
            "object",
        ),
        (
            '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
            ", feature 1",
            "a Point is no outline",
        ),
        (
            '{"type": "FeatureCollection", "features": [{"geometry": {"type": "LineString", "coordinates": [[1]]}}]}',
            ", feature 1",
            "longitude and latitude",
        ),
        ('{"type": "Polygon"}', "", "'coordinates' is missing"),
    ],
)
def test_errors_of_an_outline_name_file_and_place(tmp_path, text, place, what) -> None:
    path = tmp_path / "coast.geojson"
    path.write_text(text)
    with pytest.raises(ConfigError) as caught:
        own_outline(path)
    assert caught.value.where == f"{path}{place}"
    assert what in caught.value.message
    assert caught.value.remedy


def test_a_missing_outline_is_refused_by_name(tmp_path) -> None:
    with pytest.raises(ConfigError, match=r"none\.geojson"):
        own_outline(tmp_path / "none.geojson")


def test_dates_that_contradict_each_other_both_stand() -> None:
    doc = document()
    first = fact(Property.DATE, "2031-03-04", "on the fourth", of=doc)
    second = fact(Property.DATE, "2031-03-09", "on the ninth", of=doc, start=300)
    view = event_view(
        [statement_view(first, doc), statement_view(second, doc)],
        [
            assessment(
                Property.DATE,
                candidate("2031-03-04", 0.6),
                candidate("2031-03-09", 0.4),
                outcome="disputed",
                best="2031-03-04",
            )
        ],
    )
    drawn, _ = timeline(prepare([view]).events)
    assert "4 March 2031 or 9 March 2031" in drawn
    assert DateInterval.parse("2031-03-09")
