#!/usr/bin/env python3
"""Evaluates sample folders of growing size and fits how time and memory grow with them.

usage: scale.py --program PATH [--data FOLDER] [--svg FILE]
                [--units 100,300,1000,3000] [--respondents 20]   units with all forms
                [--kpi 10000,100000,1000000]                      units with values of indicators alone
                [--answers 20,60,200,600 --answer-units 300]      responses about each unit
                [--days 2,8,32,125 --log-units 100]               days of the time log

Each list is a sweep of its own; an empty one ('') is left out. Prints a table per sweep in Markdown
with the exponents (least squares on logarithms) and draws them as one SVG. A folder and its output are
removed before the next is made.
"""
import argparse, math, os, shutil, subprocess, tempfile, time
from collections import namedtuple

Sweep = namedtuple("Sweep", "title size sizes walls cpus memories")


def once(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        raise SystemExit(f"{' '.join(command)}: status {status}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def rows(path):
    if not os.path.exists(path):
        return 0
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1


def megabytes(path):
    return os.path.getsize(path) / 1e6


def exponent(xs, ys):
    xs, ys = [math.log(x) for x in xs], [math.log(y) for y in ys]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)


def sweep(options, title, size, steps):
    """Runs `sample` with each step's options and evaluates it; the steps are lists of options."""
    made = Sweep(title, size, [], [], [], [])
    print(f"\n**{title}**\n\n| Units 单位 | People 人员 | Values 指标值 | Answers 答案 | Log rows 工时行 | Sample s | Sample MiB "
          "| Wall s | CPU s | Memory MiB | Archive MB | JSON MB | Workbook MB |\n|" + "--:|" * 13)
    for step in steps:
        folder, out = f"{options.data}/folder", f"{options.data}/out"
        for path in (folder, out):
            shutil.rmtree(path, ignore_errors=True)
        os.makedirs(options.data, exist_ok=True)
        sampled = once([options.program, "sample", folder, *step])
        wall, cpu, memory = once([options.program, "evaluate", folder, "--output", out])
        counts = {name: rows(f"{folder}/{path}") for name, path in (
            ("units", "forms/units.csv"), ("people", "forms/staff.csv"), ("values", "forms/kpi.csv"),
            ("answers", "survey/responses.csv"), ("log", "forms/timelog.csv"))}
        made.sizes.append(counts[size]), made.walls.append(wall)
        made.cpus.append(cpu), made.memories.append(memory)
        files = [megabytes(f"{out}/{name}") for name in ("archive.sqlite", "result.json", "round.xlsx")]
        print("| " + " | ".join(f"{count:,}" for count in counts.values())
              + f" | {sampled[0]:.1f} | {sampled[2]:.0f} | {wall:.1f} | {cpu:.1f} | {memory:.0f} | "
              + " | ".join(f"{file:,.0f}" for file in files) + " |", flush=True)
        shutil.rmtree(folder), shutil.rmtree(out)
    if len(made.sizes) > 1:
        fits = [exponent(made.sizes, ys) for ys in (made.walls, made.cpus, made.memories)]
        print("\nExponents: wall {:.2f}, CPU {:.2f}, memory {:.2f}".format(*fits))
    return made


def short(value):
    for limit, letter in ((1_000_000, "M"), (1_000, "k")):
        if value >= limit:
            return f"{value / limit:.2g}".removesuffix(".0") + letter
    return f"{value:g}"


def panel(made, left, top, width, height):
    """One sweep on logarithmic axes: CPU seconds and MiB against its size."""
    series = [("CPU s", made.cpus, "#b3402a"), ("MiB", made.memories, "#2a5fb3")]
    low = 10 ** math.floor(math.log10(min(min(ys) for _, ys, _ in series)))
    high = 10 ** math.ceil(math.log10(max(max(ys) for _, ys, _ in series)))
    first, last = math.log(made.sizes[0]), math.log(made.sizes[-1])

    def x(value):
        return left + (width - 60) * (math.log(value) - first) / max(last - first, 1e-9)

    def y(value):
        return top + height * (1 - math.log(value / low) / math.log(high / low))

    out = [f'<text x="{left}" y="{top - 10}" font-weight="bold">{made.title}</text>',
           f'<path d="M{left} {top}V{top + height}H{left + width - 50}" fill="none" stroke="#666"/>']
    for value in made.sizes:
        out.append(f'<text x="{x(value):.1f}" y="{top + height + 16}" text-anchor="middle">{short(value)}</text>')
    for power in range(round(math.log10(low)), round(math.log10(high)) + 1):
        out.append(f'<text x="{left - 6}" y="{y(10 ** power) + 4:.1f}" text-anchor="end">{10 ** power:g}</text>')
    for name, ys, colour in series:
        points = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in zip(made.sizes, ys))
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3" fill="{colour}"/>' for a, b in zip(made.sizes, ys)]
        out.append(f'<text x="{x(made.sizes[-1]) + 8:.1f}" y="{y(ys[-1]) + 4:.1f}" fill="{colour}">{name}</text>')
    return out


def svg(sweeps):
    width, height, gap = 340, 180, 80
    rows = (len(sweeps) + 1) // 2
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * (width + 60)} {rows * (height + gap)}" '
           'font-family="sans-serif" font-size="12">']
    for number, made in enumerate(sweeps):
        out += panel(made, 50 + number % 2 * (width + 60), 40 + number // 2 * (height + gap), width, height)
    return "\n".join([*out, "</svg>"]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--data", default=os.path.join(tempfile.gettempdir(), "quanjing-scale"))
    parser.add_argument("--units", default="100,300,1000,3000")
    parser.add_argument("--respondents", default="20")
    parser.add_argument("--kpi", default="")
    parser.add_argument("--answers", default="")
    parser.add_argument("--answer-units", default="300")
    parser.add_argument("--days", default="")
    parser.add_argument("--log-units", default="100")
    parser.add_argument("--svg")
    options = parser.parse_args()

    def steps(text, step):
        return [step(value) for value in text.split(",") if value]

    # The same seed everywhere; facts planted on purpose would only blur the small sizes.
    plain = ["--no-planted-facts"]
    sweeps = [sweep(options, *parts) for parts in (
        ("单位，六张表 Units, all forms", "units", steps(
            options.units, lambda n: ["--units", n, "--forms", "full", "--respondents", options.respondents])),
        ("单位，指标值 Units, values alone", "units", steps(
            options.kpi, lambda n: ["--units", n, "--forms", "kpi"])),
        ("答案 Answers", "answers", steps(
            options.answers, lambda n: ["--units", options.answer_units, "--respondents", n, *plain])),
        ("工时行 Rows of the time log", "log", steps(
            options.days, lambda n: ["--units", options.log_units, "--respondents", "0", "--days", n, *plain])),
    ) if parts[2]]
    if options.svg:
        with open(options.svg, "w", encoding="utf-8") as file:
            file.write(svg(sweeps))


if __name__ == "__main__":
    main()
