import pytest

from bench.finding.counting import Linked, Share, best, calibration, calibration_error, linked, share


def test_wilson_intervals_are_those_of_the_textbook() -> None:
    assert Share(94, 100).interval == pytest.approx((0.8752, 0.9722), abs=5e-5)
    assert Share(0, 10).interval == pytest.approx((0.0, 0.2775), abs=5e-5)
    assert Share(10, 10).interval == pytest.approx((0.7225, 1.0), abs=5e-5)
    assert Share(0, 0).interval == (0.0, 1.0)
    assert str(Share(94, 100)) == "0.940 [0.875, 0.972]"
    assert share([True, False, True]) == Share(2, 3)


def test_f1_counts_each_pair_once_whichever_is_named_first() -> None:
    found = linked([(1, 2), (2, 1), (3, 4), (5, 6)], {(2, 1), (4, 3), (7, 8), (9, 10)})
    assert (found.right, found.found, found.there) == (2, 3, 4)
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(1 / 2)
    assert found.f1 == pytest.approx(4 / 7)


def test_the_best_threshold_is_the_one_of_the_highest_f1() -> None:
    said = {(5, 6): 0.4, (1, 2): 0.9, (3, 4): 0.8, (7, 8): 0.1}
    assert best(said, {(1, 2), (5, 6)}) == Linked(right=2, found=3, there=2)
    assert best(said, {(1, 2), (9, 10)}) == Linked(right=1, found=1, there=2)
    assert best({}, {(1, 2)}) == Linked(right=0, found=0, there=1)


def test_nothing_found_of_nothing_there_is_perfect() -> None:
    assert linked([], set()).f1 == 1.0
    assert linked([], {(1, 2)}).f1 == 0.0


def test_calibration_error_is_how_far_said_and_came_are_apart() -> None:
    curve = calibration([0.05, 0.05, 0.95, 0.95], [False, False, True, False])
    assert [(part.said, part.came, part.size) for part in curve] == [(0.05, 0.0, 2), (0.95, 0.5, 2)]
    assert calibration_error(curve) == pytest.approx(0.25)
    assert calibration([1.0], [True])[0].came == 1.0
