#!/usr/bin/env python3
"""Runs quanjing and the tools that a data team would use instead, interleaved, on the same files.

usage: bench.py --program PATH --peers FOLDER [--data FOLDER] [--python PATH] [--runs N] [ROW ...]

Checks that the results agree, then prints wall time, CPU time, peak memory and their ratios to the
fastest peer as a table in Markdown (medians of the runs; of all peers the least of each figure).
The peers are called as programs; nothing of theirs is part of this project. Without ROW every row is
run; `--list` names them.
"""
import argparse, csv, json, os, platform, shutil, statistics, subprocess, sys, tempfile, time


def once(command, environment):
    """Wall and CPU seconds and peak memory in MiB of a whole process, and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = status
        out.seek(0), err.seek(0)
        text = out.read().decode("utf-8", "replace")
        if status != 0:
            sys.exit(f"{' '.join(command)}: status {status}\n{err.read().decode()[-2000:]}")
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def means(path, keys, count, mean):
    """Rows, the sum of the counts, the sum of the means, and whether the keys ascend by bytes."""
    rows = total = 0
    sum_of_means, before, ascends = 0.0, None, True
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows += 1
            total += int(row[count])
            sum_of_means += float(row[mean])
            key = [row[name].encode() for name in keys]
            ascends = ascends and (before is None or before <= key)
            before = key
    return rows, total, round(sum_of_means, 3), ascends


def survey(path):
    return means(path, ["unit_id", "item", "respondent_group"], "n", "mean")


def timelog(path):
    return means(path, ["unit_id"], "employee_days", "saturation")


def scores(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return len(rows), round(sum(float(r["score"]) for r in rows), 4), sum(int(r["rank"]) for r in rows)


def batch(path):
    """Σ weights · 1…n and Σ CR, as ahp.py of the peers sums them."""
    place = ratio = 0.0
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            n = int(row["n"])
            place += sum(i * float(row[f"w{i}"]) for i in range(1, n + 1))
            ratio += float(row["cr"])
    return round(place, 3), round(ratio, 3)


def annual(folder):
    """Supplied values, opinion per leaf (0…100) and people logging of all units in an evaluation's result."""
    with open(f"{folder}/result.json", encoding="utf-8") as file:
        units = json.load(file)["units"]
    supplied = opinion = people = 0.0
    for unit in units:
        for i, leaf in enumerate(unit["indicators"], 1):
            if leaf["evidence"][0]["file"].startswith("survey"):
                opinion += i * leaf["raw"]
            else:
                supplied += i * leaf["raw"]
        people += unit["saturation"]["timeUse"]["people"]
    return len(units), people, round(supplied, 3), round(opinion, 3)


def annual_of_peer(folder):
    """The same from what the peer's script wrote: questions two by two as `annual_folder.py` lets them feed leaves."""
    supplied = opinion = people = count = 0.0
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".json"):
            continue
        with open(f"{folder}/{name}", encoding="utf-8") as file:
            unit = json.load(file)
        codes = [leaf[0] for leaf in unit["indicators"]]
        means = {}
        for item, group, _, mean in unit["questionnaire"]:
            means.setdefault(group, {})[item] = 25 * (mean - 1)
        last = len(codes) - 1
        for i, leaf in enumerate(unit["indicators"]):
            if i % 2 == 0:
                supplied += (i + 1) * leaf[1]
                continue
            asked = codes[i - 1:i + 1] + ([codes[last]] if i == last - 1 else [])
            groups = [statistics.fmean(of[item] for item in asked if item in of) for of in means.values()]
            opinion += (i + 1) * statistics.fmean(groups)
        people += unit["employees"]
        count += 1
    return int(count), people, round(supplied, 3), round(opinion, 3)


class Row:
    def __init__(self, title, size, peer, peers, ours, peer_result, read, goals, read_peer=None):
        self.title, self.size, self.peer, self.peers = title, size, peer, peers
        self.ours, self.peer_result, self.read, self.goals = ours, peer_result, read, goals
        self.read_peer = read_peer or (read and read[0])


def rows(options):
    program, out = options.program, f"{options.data}/out"

    def file(size, name):
        return f"{options.data}/{size}/{name}"

    def answers(title, size, goals):
        return Row(title, size, "questionnaire", ["duckdb", "polars_stream", "datafusion"],
                   [program, "survey", "--no-screening", file(size, "questionnaire.csv"), "--out", f"{out}/survey.csv"],
                   lambda peer: f"{out}/q_{peer}.csv", (survey, f"{out}/survey.csv"), goals)

    return {
        "survey": answers("`survey --no-screening`, 10 M answers", "M", (0.15, 0.15, 96)),
        "survey-shuffled": answers("the same, rows shuffled", "MX", (0.35, 0.35, 96)),
        "survey-large": answers("the same, 32 M answers", "L", (0.15, 0.15, 256)),
        "timelog": Row("`timelog`, 9.8 M rows", "M", "timelog", ["polars_stream", "polars_cat"],
                       [program, "timelog", file("M", "timelog.csv"), "--items", file("M", "tasks.csv"),
                        "--year", "2024", "--out", f"{out}/timelog.csv"],
                       lambda peer: f"{out}/t_{peer}.csv", (timelog, f"{out}/timelog.csv"), (0.2, 0.2, 128)),
        "ahp": Row("`ahp --batch`, 10,000 matrices", "ahp", "ahp", ["numpy_batch"],
                   [program, "ahp", "--random-index", "saaty", "--batch", f"{options.data}/ahp/judgments.csv",
                    "--out", f"{out}/ahp.csv"], None, (batch, f"{out}/ahp.csv"), (0.1, 0.1, 32)),
        "group": Row("`ahp --batch`, 1,000 experts × 12", "ahp", "group", ["numpy_batch"],
                     [program, "ahp", "--random-index", "saaty", "--batch", f"{options.data}/ahp/group_judgments.csv",
                      "--max-cr", "0.1", "--out", f"{out}/group.csv"], None, (batch, f"{out}/group.csv"), (None, None, None)),
        "score": Row("`score`, 100,000 units × 27", "K", "score", ["numpy"],
                     [program, "score", file("K", "kpi.csv"), "--tree", file("K", "tree.csv"), "--out", f"{out}/score.csv"],
                     lambda peer: f"{out}/s_{peer}.csv", (scores, f"{out}/score.csv"), (0.1, 0.1, 96)),
        "annual": Row("`evaluate`, 300 units, 802,000 answers, 293,000 log rows", "S", "annual",
                      ["polars_xlsxwriter_2proc"],
                      [program, "evaluate", f"{options.data}/annual-S", "--output", f"{out}/annual-{{run}}"],
                      lambda peer: f"{out}/annual_{peer}", (annual, f"{out}/annual-0"), (0.2, 0.2, 128), annual_of_peer),
    }


def generate(options, row):
    """Makes the files of a row where they are missing, by the peers' own generator."""
    sizes = {"K": ["--units", "100000", "--respondents", "1", "--employees", "1", "--days", "1", "--tasks", "1"]}
    size = {"ahp": "S"}.get(row.size, row.size)
    subprocess.run([sys.executable, f"{options.peers}/gen.py", size, "--root", options.data, *sizes.get(size, [])],
                   check=True, stderr=subprocess.DEVNULL)
    if row.peer == "annual" and not os.path.exists(f"{options.data}/annual-{row.size}/evaluation.yaml"):
        # The peer's own tables as an evaluation folder.
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "annual_folder.py")
        subprocess.run([sys.executable, script, f"{options.data}/{row.size}", f"{options.data}/annual-{row.size}"],
                       check=True, stdout=subprocess.DEVNULL)


def peer_command(options, row, peer):
    data = f"{options.data}/{row.size}"
    name = {"questionnaire": "questionnaire.py", "timelog": "timelog.py", "score": "score.py",
            "annual": "annual.py"}.get(row.peer, "ahp.py")
    mode = [row.peer] if name == "ahp.py" else []
    return [options.python, f"{options.peers}/{name}", *mode, peer, data, f"{options.data}/out"]


def agreement(row, texts):
    """What the peers and we computed, or why it isn't compared."""
    read, path = row.read
    ours = read(path)
    if row.peer_result:
        theirs = {peer: row.read_peer(row.peer_result(peer)) for peer in row.peers}
    else:
        check = json.loads(texts[row.peers[0]].strip().splitlines()[-1])["check"].split("/")
        theirs = {row.peers[0]: tuple(round(float(x), 3) for x in check[:2])}
    for peer, result in theirs.items():
        if any(abs(a - b) > 1e-6 * max(1, abs(a)) + 2e-3 * (not isinstance(a, int)) for a, b in zip(ours, result)):
            sys.exit(f"{row.title}: {peer} has {result}, we have {ours}")
    return "yes"


def measure(options, row):
    generate(options, row)
    os.makedirs(f"{options.data}/out", exist_ok=True)
    environment = dict(os.environ, OPENBLAS_NUM_THREADS="2")
    for path in {a for a in row.ours if os.path.isfile(a) and a.endswith(".csv")}:
        subprocess.run(["cat", path], stdout=subprocess.DEVNULL, check=True)
    times = {name: [] for name in ["ours", *row.peers]}
    texts = {}
    folders = [f"{options.data}/out/annual-{run}" for run in range(options.runs)] if row.peer == "annual" else []
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    for run in range(options.runs):
        for name in times:
            # Every run writes to a folder of its own: ext4 takes long to make files where many were just removed.
            ours = [argument.replace("{run}", str(run)) for argument in row.ours]
            command = ours if name == "ours" else peer_command(options, row, name)
            wall, cpu, memory, texts[name] = once(command, environment)
            times[name].append((wall, cpu, memory))
    medians = {name: [statistics.median(run[i] for run in runs) for i in range(3)] for name, runs in times.items()}
    best = [min(medians[peer][i] for peer in row.peers) for i in range(3)]
    agrees = agreement(row, texts)
    for folder in folders:
        shutil.rmtree(folder)
    return medians, best, agrees


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="the built quanjing (release)")
    parser.add_argument("--peers", required=True, help="folder of the peers' scripts and of gen.py")
    parser.add_argument("--data", default=os.path.join(tempfile.gettempdir(), "quanjing-bench"))
    parser.add_argument("--python", default=sys.executable, help="with the peers' packages installed")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="every figure, as JSON lines")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("row", nargs="*")
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    known = rows(options)
    if options.list:
        print("\n".join(known))
        return
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors; load {os.getloadavg()[0]:.1f}; "
          f"{options.runs} runs\n")
    print("| Row | Command | Work | Wall s | Peer | Ratio | Goal | CPU s | Peer | Ratio | Memory MiB | Goal | Results agree |")
    print("|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|")
    for name in options.row or known:
        row = known[name]
        medians, best, agrees = measure(options, row)
        wall, cpu, memory = medians["ours"]
        goal = row.goals
        print(f"| {name} | `quanjing {row.ours[1]}` | {row.title} | {wall:.3f} | {best[0]:.3f} | **{wall / best[0]:.2f}** "
              f"| {goal[0] or '–'} | {cpu:.3f} | {best[1]:.3f} | **{cpu / best[1]:.2f}** | {memory:.0f} | {goal[2] or '–'} | {agrees} |",
              flush=True)
        if options.json:
            print(json.dumps({"row": name, "medians": medians, "command": row.ours}), flush=True)


if __name__ == "__main__":
    main()
