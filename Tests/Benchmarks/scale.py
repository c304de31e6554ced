#!/usr/bin/env python3
"""Evaluates sample folders of growing size and fits how time and memory grow with the units.

usage: scale.py --program PATH [--data FOLDER] [--units 100,300,1000,3000] [--respondents 20] [--svg FILE]

Prints a table in Markdown with the exponents (least squares on logarithms) and draws it as SVG.
"""
import argparse, math, os, shutil, subprocess, tempfile, time


def once(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        raise SystemExit(f"{' '.join(command)}: status {status}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def rows(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1


def exponent(xs, ys):
    xs, ys = [math.log(x) for x in xs], [math.log(y) for y in ys]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)


def svg(units, series):
    """Units across, everything on logarithmic axes; a line and a label per series."""
    width, height, left, bottom = 560, 320, 60, 40
    low = min(min(ys) for _, ys, _ in series) / 1.5
    high = max(max(ys) for _, ys, _ in series) * 1.5

    def x(value):
        return left + (width - left - 150) * math.log(value / units[0]) / math.log(units[-1] / units[0])

    def y(value):
        return height - bottom - (height - bottom - 16) * math.log(value / low) / math.log(high / low)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
           f'<path d="M{left} 16V{height - bottom}H{width - 140}" fill="none" stroke="#666"/>']
    for value in units:
        out.append(f'<text x="{x(value):.1f}" y="{height - bottom + 18}" text-anchor="middle">{value:,}</text>')
    power = math.ceil(math.log10(low))
    while 10 ** power <= high:
        out.append(f'<text x="{left - 6}" y="{y(10 ** power) + 4:.1f}" text-anchor="end">{10 ** power:g}</text>')
        power += 1
    for name, ys, colour in series:
        points = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in zip(units, ys))
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3" fill="{colour}"/>' for a, b in zip(units, ys)]
        out.append(f'<text x="{x(units[-1]) + 8:.1f}" y="{y(ys[-1]) + 4:.1f}" fill="{colour}">{name}</text>')
    out.append(f'<text x="{left}" y="{height - 6}">单位数 units</text></svg>')
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--data", default=os.path.join(tempfile.gettempdir(), "quanjing-scale"))
    parser.add_argument("--units", default="100,300,1000,3000")
    parser.add_argument("--respondents", default="20")
    parser.add_argument("--svg")
    options = parser.parse_args()
    units = [int(n) for n in options.units.split(",")]
    walls, cpus, memories = [], [], []
    print("| Units 单位 | People 人员 | Answers 答案 | Wall s | CPU s | Memory MiB |\n|--:|--:|--:|--:|--:|--:|")
    for count in units:
        folder, out = f"{options.data}/u{count}", f"{options.data}/out"
        for path in (folder, out):
            shutil.rmtree(path, ignore_errors=True)
        os.makedirs(options.data, exist_ok=True)
        once([options.program, "sample", folder, "--units", str(count), "--respondents", options.respondents])
        wall, cpu, memory = once([options.program, "evaluate", folder, "--output", out])
        walls.append(wall), cpus.append(cpu), memories.append(memory)
        print(f"| {count:,} | {rows(folder + '/forms/staff.csv'):,} | {rows(folder + '/survey/responses.csv'):,} "
              f"| {wall:.1f} | {cpu:.1f} | {memory:.0f} |", flush=True)
        shutil.rmtree(folder), shutil.rmtree(out)
    print(f"\nExponents: wall {exponent(units, walls):.2f}, CPU {exponent(units, cpus):.2f}, memory {exponent(units, memories):.2f}")
    if options.svg:
        with open(options.svg, "w", encoding="utf-8") as file:
            file.write(svg(units, [("CPU s", cpus, "#b3402a"), ("MiB", memories, "#2a5fb3")]))


if __name__ == "__main__":
    main()
