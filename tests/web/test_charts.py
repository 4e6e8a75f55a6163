"""The geometry of charts."""

from mandat.web.charts import Series, bar_chart, day_dots, dot_chart, line_chart


def test_bars_stand_on_zero_and_the_last_is_the_point():
    chart = bar_chart([10, 20, 0], ["a", "b", "c"], ["10", "20", "0"])
    assert [bar.point for bar in chart.bars] == [False, False, True]
    assert chart.bars[0].height * 2 == chart.bars[1].height
    assert chart.bars[2].height == 0
    assert all(bar.y + bar.height == chart.base for bar in chart.bars)


def test_no_bars_and_only_zeroes_can_be_drawn():
    assert bar_chart([], [], []).bars == ()
    assert bar_chart([0, 0], ["a", "b"], ["0", "0"]).bars[0].height == 0


def test_narrow_bars_keep_only_first_and_last_label():
    chart = bar_chart([1] * 14, [str(i) for i in range(14)], ["1"] * 14, width=358)
    assert [bar.label for bar in chart.bars if bar.label] == ["0", "13"]


def test_lines_break_at_gaps_and_end_where_they_end():
    chart = line_chart(
        [Series("all", [0.0, None, 0.5], "50 %", strong=True), Series("none", [None], "")],
        ("a", "b"),
        levels=[(0, ""), (0.5, "50 %")],
    )
    (line,) = chart.lines
    assert [part.count(",") for part in line.parts] == [1, 1]
    assert len(line.dots) == 2
    assert line.bands == ()
    assert (line.end_x, line.end_y) == (chart.right, 26.0)
    assert [level.label for level in chart.grid] == ["50 %"]


def test_how_sure_a_line_is_is_drawn_around_it():
    sure = Series("", [0.2, 0.4, None, 0.3], "", band=[(0.1, 0.3), (0.3, 0.5), None, (0.2, 0.4)])
    (line,) = line_chart([sure], ("a", "b"), levels=[(0, ""), (0.5, "")]).lines
    assert [len(band.split()) for band in line.bands] == [4, 4]
    below, above = line.bands[0].split()[0], line.bands[0].split()[-1]
    assert below.split(",")[0] == above.split(",")[0]
    assert float(below.split(",")[1]) > float(above.split(",")[1])


def test_one_dot_is_one_thing_until_there_are_too_many():
    assert len(dot_chart(184).dots) == 184
    assert dot_chart(184).height == 10 * 13 - 1.8
    assert dot_chart(601).dots == ()
    assert dot_chart(0).dots == ()


def test_days_over_the_usual_are_told_apart():
    assert [kind for _x, kind in day_dots(4, 3).dots] == ["gone", "gone", "gone", "over"]
    assert [kind for _x, kind in day_dots(1, 3).dots] == ["gone", "left", "left"]
    assert day_dots(1, None).usual_x is None
