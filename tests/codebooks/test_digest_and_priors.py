from counterclaim.codebooks import Priors, digest
from counterclaim.codebooks.files import DATA


def test_the_digest_is_stable_and_hexadecimal():
    assert digest() == digest()
    assert len(digest()) == 64


def test_a_changed_codebook_file_changes_the_digest(tmp_path, monkeypatch):
    import sys

    module = sys.modules["counterclaim.codebooks.digest"]
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    monkeypatch.setattr(module, "DATA", tmp_path)
    first = module.digest.__wrapped__()
    (tmp_path / "a.yaml").write_text("a: 2\n", encoding="utf-8")
    assert module.digest.__wrapped__() != first


def test_starting_shares_have_the_means_that_methods_gives():
    priors = Priors.load()

    def mean(key):
        a, b = priors.value(f"{key}.alpha"), priors.value(f"{key}.beta")
        return round(a / (a + b), 2)

    assert mean("claim.some") == 0.14
    assert mean("attribution.unclaimed") == 0.5
    assert [mean(f"claim.true.{k}") for k in ("present", "absent", "discredited")] == [0.8, 0.5, 0.25]


def test_every_number_says_where_it_comes_from():
    assert all(prior.source for prior in Priors.load().entries.values())


def test_shipped_data_stay_small():
    assert sum(p.stat().st_size for p in DATA.iterdir()) < 20_000_000
