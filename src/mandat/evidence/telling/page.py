"""The mirror of a log as one page in a file: nothing fetched, nothing run."""

from html import escape

from mandat.evidence.telling.told import Told, ToldStep

STYLE = """
:root { color-scheme: light dark; --bg: light-dark(#fbfaf7, #0e1719); --ink: light-dark(#112226,
#efeee9); --soft: light-dark(#556568, #9da9a9); --line: light-dark(#dedcd6, #2d393c); --accent:
light-dark(#005c6a, #7fd3da); }
body { background: var(--bg); color: var(--ink); font: 106.25%/1.56 system-ui, "Segoe UI", Roboto,
Arial, sans-serif; margin: 0 auto; max-width: 60rem; padding: clamp(16px, 4vw, 48px); }
h1 { font-size: clamp(1.9rem, 1.3rem + 2vw, 2.6rem); line-height: 1.1; text-wrap: balance; }
h2 { border-bottom: 2px solid var(--ink); margin-top: 3rem; padding-bottom: .4rem; }
h2 small { color: var(--soft); font-weight: 400; margin-left: .5rem; }
p { max-width: 72ch; margin: .3rem 0; } .note { color: var(--soft); font-size: .88rem; }
.lead { font-size: 1.18rem; } .table { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .5rem .6rem .5rem 0; text-align: right; }
th { font-size: .88rem; font-weight: 600; vertical-align: bottom; }
td { font-variant-numeric: tabular-nums; } th:first-child, td:first-child { text-align: left; }
tbody th { color: var(--accent); font-size: 1rem; }
"""


def as_html(told: Told, lang: str) -> str:
    """Return the whole page."""
    steps = "\n".join(_section(step) for step in told.steps)
    notes = "\n".join(f'<p class="note">{escape(note)}</p>' for note in told.notes)
    return f"""<!doctype html>
<html lang="{escape(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(told.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{escape(told.title)}</h1>
<p class="lead">{escape(told.lead)}</p>
{steps}
<hr>
{notes}
</main>
</body>
</html>
"""


def _section(step: ToldStep) -> str:
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in step.lines)
    notes = "\n".join(f'<p class="note">{escape(note)}</p>' for note in step.notes)
    return f"""<section>
<h2>{escape(step.title)} <small>{escape(step.matter)}</small></h2>
{lines}
{_table(step)}
{notes}
</section>"""


def _table(step: ToldStep) -> str:
    if not step.rows:
        return ""
    used = [i for i in range(len(step.columns)) if any(row[i] for row in step.rows)]
    head = "".join(f'<th scope="col">{escape(step.columns[i])}</th>' for i in used)
    body = "\n".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(row[i])}</th>' if i == 0 else f"<td>{escape(row[i])}</td>"
            for i in used
        )
        + "</tr>"
        for row in step.rows
    )
    return f"""<div class="table" tabindex="0" role="region" aria-label="{escape(step.title)}">
<table><thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody></table></div>"""
