"""Bounds are exact, and a report errs no more often than it says."""

import numpy as np
import pytest
from scipy.stats import binom

from mandat.evidence.rules.bounds import clumping_of, round_numbers, rounded_up, upper_bound
from mandat.evidence.rules.certify import LEARN_SHARE, Sample, certify


def test_three_of_412_is_at_most_19_in_a_thousand():
    assert rounded_up(upper_bound(3, 412, 0.95), 3) == 0.019
    assert rounded_up(upper_bound(3, 412, 0.95)) == 0.0188


@pytest.mark.parametrize(("harm", "cases"), [(0, 1), (0, 149), (3, 412), (50, 60), (7, 7)])
def test_a_bound_is_where_so_few_becomes_unlikely(harm, cases):
    bound = upper_bound(harm, cases, 0.95)
    if harm == cases:
        assert bound == 1
    else:
        assert binom.cdf(harm, cases, bound) == pytest.approx(0.05)


def test_bounds_are_rounded_up_only():
    assert rounded_up(0.018601) == 0.0187
    assert rounded_up(0.01999999) == 0.02
    assert rounded_up(1.0) == 1.0


def test_limits_are_numbers_people_use():
    assert [f"{n:f}" for n in round_numbers(8, 160)] == [
        "10", "15", "20", "30", "50", "75", "100", "150",
    ]  # fmt: skip
    assert [f"{n:f}" for n in round_numbers(0.4, 1.2)] == ["0.5", "0.75", "1"]
    assert list(round_numbers(1, 0)) == []


def sample(rng, cases, risk, *, known=True):
    """Simulate one step: `risk` gives chances of harm from amounts and times between 0 and 1."""
    amounts = np.exp(rng.normal(6, 1.2, cases))
    started = np.sort(rng.uniform(0, 1, cases))
    harm = rng.uniform(size=cases) < risk(amounts, started)
    return Sample(started, {"amount": amounts}, harm, known), amounts, started


def test_a_safe_step_is_certified_and_never_beyond_what_was_seen():
    rng = np.random.default_rng(1)
    data, amounts, _ = sample(rng, 3000, lambda a, _: np.full(a.shape, 0.005))
    finding = certify({("m", "s"): data}, tolerance=0.02, confidence=0.95)["m", "s"]
    assert finding.reason is None
    assert all(limit.bound <= 0.02 for limit in finding.limits)
    assert all(float(limit.value) <= amounts.max() for limit in finding.limits)
    assert finding.limits[0].cases == max(limit.cases for limit in finding.limits)


def test_why_there_is_no_limit():
    rng = np.random.default_rng(2)
    risky, _, _ = sample(rng, 3000, lambda a, _: np.full(a.shape, 0.1))
    few, _, _ = sample(rng, 25, lambda a, _: np.zeros(a.shape))
    little, _, _ = sample(rng, 100, lambda a, _: np.zeros(a.shape))
    unknown, _, _ = sample(rng, 3000, lambda a, _: np.zeros(a.shape), known=False)
    worse, _, _ = sample(rng, 6000, lambda _, t: np.where(t < 0.5, 0.001, 0.08))
    samples = {
        "risky": risky,
        "few": few,
        "little": little,
        "unknown": unknown,
        "bare": Sample(risky.started, {}, risky.harm),
        "worse": worse,
    }
    found = certify(
        {("m", name): data for name, data in samples.items()}, tolerance=0.02, confidence=0.95
    )
    assert {step: finding.reason for (_, step), finding in found.items()} == {
        "risky": "too_risky",
        "few": "too_few",
        "little": "too_few",
        "unknown": "unknown_role",
        "bare": "no_number",
        "worse": "drift",
    }


def clumped(rng, cases, rate, size):
    """Simulate one step where batches of cases share one cause: all harm, or none."""
    batch = rng.uniform(size=cases // size + 1) < rate
    amounts = np.exp(rng.normal(6, 1.2, cases))
    started = np.sort(rng.uniform(0, 1, cases))
    return Sample(started, {"amount": amounts}, batch[np.arange(cases) // size])


def wrong_clumped(reports, seed, size):
    rng = np.random.default_rng(seed)
    return sum(
        bool(
            certify(
                {("m", "s"): clumped(rng, int(rng.integers(1500, 6000)), 0.0202, size)},
                tolerance=0.02,
                confidence=CONFIDENCE,
            )["m", "s"].limits
        )
        for _ in range(reports)
    )


def test_clumps_are_seen_and_independence_is_left_alone():
    rng = np.random.default_rng(7)
    lone = [clumping_of(rng.uniform(size=2000) < 0.02) for _ in range(50)]
    fives = [clumping_of(clumped(rng, 2000, 0.02, 5).harm) for _ in range(50)]
    assert 1 <= np.mean(lone) < 1.25
    assert 3.5 < np.mean(fives) < 6.5
    assert clumping_of(np.zeros(2000, dtype=bool)) == 1


def test_reports_on_clumped_logs_are_wrong_no_more_often_than_said():
    assert wrong_clumped(100, 8, 5) <= allowed(100)


@pytest.mark.deep
@pytest.mark.parametrize("size", [2, 5, 10, 20])
def test_reports_on_clumped_logs_are_right_in_the_long_run(size):
    assert wrong_clumped(2000, 9, size) <= allowed(2000)


RISKS = {
    # Just above the tolerance everywhere: every certified limit is wrong.
    "flat": lambda a, _: np.full(a.shape, 0.0201),
    # Rises with the amount and crosses the tolerance: large limits are wrong.
    "rising": lambda a, _: np.clip(0.004 * a / 200, 0, 1),
    # Bunched just under a round number, where the risk lies.
    "bunched": lambda a, _: np.where((a > 450) & (a <= 500), 0.2, 0.008),
    "drifting": lambda _, t: 0.012 + 0.016 * t,
}
CONFIDENCE = 0.9


def wrong_reports(reports, seed):
    """Count reports of four steps with any certified limit whose true share is over 2 %."""
    rng = np.random.default_rng(seed)
    wrong = 0
    for _ in range(reports):
        drawn = {name: sample(rng, int(rng.integers(600, 4000)), RISKS[name]) for name in RISKS}
        found = certify(
            {("m", name): made[0] for name, made in drawn.items()},
            tolerance=0.02,
            confidence=CONFIDENCE,
        )
        day = np.quantile(np.concatenate([made[2] for made in drawn.values()]), LEARN_SHARE)
        wrong += any(
            _true_share(drawn[name], RISKS[name], limit.value, day) > 0.02
            for (_, name), finding in found.items()
            for limit in finding.limits
        )
    return wrong


def _true_share(made, risk, limit, day):
    _, amounts, started = made
    inside = (amounts <= float(limit)) & (started >= day)
    return float(np.mean(risk(amounts[inside], started[inside])))


def allowed(reports):
    """The most wrong reports that chance allows, were the error exactly 1 − confidence."""
    return int(binom.ppf(0.999, reports, 1 - CONFIDENCE))


def test_reports_are_wrong_no_more_often_than_said():
    assert wrong_reports(200, seed=3) <= allowed(200)


@pytest.mark.deep
def test_reports_are_wrong_no_more_often_than_said_in_the_long_run():
    assert wrong_reports(5000, seed=4) <= allowed(5000)


def found_share(reports, seed):
    rng = np.random.default_rng(seed)
    found = 0
    for _ in range(reports):
        data, _, _ = sample(rng, 3000, lambda a, _: np.full(a.shape, 0.01))
        finding = certify({("m", "s"): data}, tolerance=0.02, confidence=0.95)["m", "s"]
        found += bool(finding.limits)
    return found / reports


def test_what_is_safe_is_mostly_found():
    assert found_share(100, seed=5) >= 0.8


@pytest.mark.deep
def test_what_is_safe_is_mostly_found_in_the_long_run():
    assert found_share(3000, seed=6) >= 0.8
