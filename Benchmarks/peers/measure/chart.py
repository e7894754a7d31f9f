"""A chart of throughput and CPU by workload, as SVG that reads on light and on dark."""
from html import escape

NAMES = {
    "telegram-backend": "telegram-backend", "fastapi": "FastAPI", "fastapi-estimate": "FastAPI, total estimated",
    "go": "Go", "go-estimate": "Go, total estimated", "django": "Django",
    "telegram-backend-sqlite": "telegram-backend, SQLite", "fastapi-sqlite": "FastAPI, SQLite",
    "nginx": "nginx, constant text", "epoll": "bare epoll in C",
}
WIDTH, LABELS, BAR, FIGURES, GAP = 980, 190, 250, 130, 20
ROW, HEAD, TOP = 20, 34, 84
SUBTITLE = "Medians; in brackets how many times telegram-backend is better. Bars are to scale within a workload."
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 16px; font-weight: 600; } .head { font-weight: 600; } .quiet { fill: #59636e; }
  .ours { fill: #0969da; } .other { fill: #9aa4af; } .limit { fill: #c7a252; } .database { opacity: .5; }
  .back { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .quiet { fill: #9198a1; } .back { fill: #0d1117; }
    .ours { fill: #4493f8; } .other { fill: #6e7781; } .limit { fill: #b08a3a; }
  }
"""


def colour(name, servers):
    if name.startswith("telegram-backend"):
        return "ours"
    return "limit" if servers[name]["database"] == "none" else "other"


def text(x, y, words, kind="", anchor="start"):
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def bar(x, y, width, kind):
    return f'<rect x="{x:.1f}" y="{y:.0f}" width="{max(width, 0.5):.1f}" height="{ROW - 6}" class="{kind}"/>'


def figure(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def draw(about, medians):
    connections = max(about["connections"])
    title = f"{about['cores']} cores shared with PostgreSQL and the load generator, {connections} connections"
    left, right = LABELS + GAP, LABELS + GAP + BAR + FIGURES + GAP
    marks = [
        text(GAP, 30, title, "title"),
        text(GAP, 50, SUBTITLE, "quiet"),
        text(left, 72, "requests a second, more is better", "head"),
        text(right, 72, "CPU µs a request, less is better; pale: PostgreSQL's", "head"),
    ]
    y = TOP
    for workload in medians.workloads("throughput"):
        measured = {name: values for name in about["servers"]
                    if (values := medians.throughput(workload, name, connections))}
        fastest = max(values["rate"] for values in measured.values())
        dearest = max(values["together"] for values in measured.values())
        marks.append(text(GAP, y + 20, workload, "head"))
        y += HEAD
        for name, values in measured.items():
            kind, base = colour(name, about["servers"]), y + ROW - 9
            ours = medians.ours_beside(workload, name, connections)
            rate, cost = BAR * values["rate"] / fastest, BAR / dearest
            more = f" ({figure(ours['rate'] / values['rate'])} ×)" if ours else ""
            less = f" ({figure(values['together'] / ours['together'])} ×)" if ours else ""
            marks += [
                text(LABELS + GAP - 8, base, NAMES.get(name, name), anchor="end"),
                bar(left, y, rate, kind),
                text(left + rate + 6, base, figure(values["rate"]) + more),
                bar(right, y, values["server"] * cost, kind),
                bar(right + values["server"] * cost, y, values["database"] * cost, f"{kind} database"),
                text(right + values["together"] * cost + 6, base, figure(values["together"]) + less),
            ]
            y += ROW
    height = y + GAP
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-label="Throughput and CPU a request by workload and server">',
        f"<style>{STYLE}</style>", f'<rect class="back" width="{WIDTH}" height="{height}" rx="8"/>', *marks, "</svg>\n",
    ])
