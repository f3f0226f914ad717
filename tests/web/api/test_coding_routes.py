"""Double coding over the API: a sample is drawn, coded by two, and compared."""

from __future__ import annotations

from tests.web.team import Team

SAMPLES = "/api/v1/samples"
PLAN = {"kind": "statements", "coders": ["coder", "adjudicator"], "size": 6, "seed": "7", "reason": "agreement"}


def test_a_sample_is_drawn_coded_and_compared(world: Team) -> None:
    chief, coder = world.with_token("adjudicator"), world.with_token("coder")
    drawn = chief.post(SAMPLES, json=PLAN)
    assert drawn.status_code == 201, drawn.text
    where = drawn.headers["location"]
    assert [c["name"] for c in drawn.json()["coders"]] == ["coder", "adjudicator"]
    assert chief.get(where).json()["units"] == 6
    assert [s["id"] for s in coder.get(SAMPLES).json()["items"]] == [drawn.json()["id"]]
    for number in range(6):
        for client in (coder, chief):
            told = client.get(f"{where}/next").json()
            assert (told["done"], told["given"]) == (number, 6)
            said = {"act": "doubts"} if client is chief and number == 0 else {}
            body = {"number": told["next"]["number"], "said": said, "reason": "read"}
            made = client.post(f"{where}/answers", json=body)
            assert made.status_code == 201, made.text
    assert coder.get(f"{where}/next").json() == {"done": 6, "given": 6, "next": None}
    told = coder.get(f"{where}/agreement").json()
    acts = next(row for row in told["measures"] if row["measure"] == "act" and row["everybody"])
    assert (acts["units"], acts["same"]) == (6, 5 / 6)
    assert acts["alpha"] < 1
    (one,) = told["differences"]
    assert "act" in one["fields"]
    assert {name for name, _ in one["said"]} == {"coder", "adjudicator", "machine"}
    assert coder.get("/api/v1/agreement").json()["differences"] == told["differences"]


def test_what_does_not_fit_is_refused(world: Team) -> None:
    chief, coder, reader = (world.with_token(role) for role in ("adjudicator", "coder", "reader"))
    assert coder.post(SAMPLES, json=PLAN).status_code == 403
    assert reader.get(SAMPLES).status_code == 403
    assert chief.post(SAMPLES, json=PLAN | {"each": 3}).status_code == 422
    assert chief.get(f"{SAMPLES}/{'0' * 64}").status_code == 404
    where = chief.post(SAMPLES, json=PLAN).headers["location"]
    assert coder.post(f"{where}/answers", json={"number": 5000}).status_code == 422
    assert world.with_token("admin").post(f"{where}/answers", json={"number": 0}).status_code == 422
    assert coder.post(f"{where}/answers", json={"number": 0, "said": {"act": "sings"}}).status_code == 422
