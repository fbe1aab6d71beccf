"""Every lane says what it runs with; measured rules are for CUDA lanes that name them."""

from convtutor.crosscheck.lanes import LANES, lanes_for


def test_lanes_are_told_apart_by_name() -> None:
    assert len({lane.name for lane in LANES}) == len(LANES)


def test_the_cpu_comes_first_so_that_a_broken_gpu_leaves_its_results_whole() -> None:
    devices = [lane.device for lane in LANES]
    assert devices == sorted(devices)


def test_measured_rules_are_for_cuda_with_cudnn_alone() -> None:
    for lane in LANES:
        cudnn_off = ("cudnn.enabled", False) in lane.settings
        assert not lane.empirical or (lane.device == "cuda" and not cudnn_off)


def test_a_lane_that_proves_bits_leaves_no_choice_to_cudnn() -> None:
    for lane in LANES:
        if lane.device == "cuda":
            assert lane.bit_exact == (("cudnn.enabled", False) in lane.settings)


def test_every_setting_is_reported() -> None:
    for lane in LANES:
        assert {flag for flag, _ in lane.settings} <= set(lane.flags)


def test_only_the_default_lane_leaves_the_precision_of_float32_to_torch() -> None:
    free = [
        lane.name for lane in LANES
        if lane.dtype == "float32" and "ieee" not in dict(lane.settings).values()
    ]
    assert free == ["cuda-default"]


def test_a_device_has_its_own_lanes() -> None:
    assert {lane.device for lane in lanes_for("cuda")} == {"cuda"}
    assert lanes_for("auto") == LANES
