#!/usr/bin/env python3
"""Reallocation at the size of a city and of a province, beside two solvers from PyPI, in one run.

usage: reallocation.py QUANJING [UNITS…]        (default 1000 20000)
needs: pip install highspy ortools numpy        (for this comparison only; Quanjing uses neither)

Every competitor is a fresh process that reads the same JSON file and solves the same problem: five quota
types a unit, dead bands, three levels with arcs downwards, departments with a limit, a red line.
- quanjing: exact, whole numbers, fewest moves second, verified, prices; prints its document
- ortools: min-cost flow, one arc per post, costs in whole millionths; no proof, no second aim
- highs: the same as a linear program, one column per post
Times are wall seconds of whole processes, the best of three; `solve` is what a competitor times inside.
"""
import json, os, random, subprocess, sys, tempfile, time

TYPES, LEVELS = ["行政", "参公", "全额", "差额", "工勤"], ["市", "县", "乡"]


def city(units, seed=1):
    r = random.Random(seed)
    cells, pools = [], {}
    level = [r.choice(LEVELS) for _ in range(units)]
    for u in range(units):
        for t in TYPES:
            quota = r.randint(2, 60)
            occupied = max(0, quota - r.choice([0, 0, 0, 1, 2, 3, 5]))
            attrition = r.choice([0, 0, 0, 1, 2])
            need = round(quota * r.lognormvariate(0, 0.25), 2)
            pool = f"{level[u]}/{t}"
            pools[pool] = pools.get(pool, 0) + quota
            cells.append(dict(
                unit=f"U{u:05d}", category=t, pool=pool, quota=quota, occupied=occupied,
                attrition=attrition, need=str(need), need_lo=str(round(need * 0.95, 2)),
                need_hi=str(round(need * 1.05, 2)), lower=max(0, min(quota, occupied - attrition)),
                upper=quota if occupied < quota else quota + 10))
    arcs = [{"from": f"{a}/{t}", "to": f"{b}/{t}", "cap": max(3, units // 20), "cost": "0.1"}
            for a, b in (("市", "县"), ("县", "乡")) for t in TYPES]
    groups, size = [], max(1, units // 50)
    for k in range(0, units, size):
        members = [5 * u + t for u in range(k, min(units, k + size)) for t in range(5)]
        posts = sum(cells[i]["quota"] for i in members)
        groups.append(dict(name=f"D{k}", cells_idx=members, max=int(posts * 1.02)))
    return dict(
        cells=cells, arcs=arcs, groups=groups,
        pools=[dict(id=k, total=v, reserve_min=min(5, v // 100)) for k, v in sorted(pools.items())],
        issued_max=int(sum(c["quota"] for c in cells) * 0.985),
        objective=dict(type="deadband_chi2", kappa="0.15"))


def steps(problem):
    """Per cell, the cost at its fewest posts and of each post beyond."""
    kappa = float(problem["objective"]["kappa"])
    for c in problem["cells"]:
        need, low, high = float(c["need"]), float(c["need_lo"]), float(c["need_hi"])
        def cost(x):
            d = max(low - x, x - high, 0)
            return d * d / max(need, 1) + kappa * max(0, x - c["quota"])
        costs = [cost(x) for x in range(c["lower"], c["upper"] + 1)]
        yield costs[0], [b - a for a, b in zip(costs, costs[1:])]


def ortools(problem):
    from ortools.graph.python import min_cost_flow
    flow, unit, base = min_cost_flow.SimpleMinCostFlow(), 10**6, 0.0
    cells, pools = problem["cells"], [p["id"] for p in problem["pools"]]
    source, sink, first = 0, 1, 2
    department = first + len(pools)
    group = {i: g for g, d in enumerate(problem["groups"]) for i in d["cells_idx"]}
    number = {p: first + k for k, p in enumerate(pools)}
    used, inside = [0] * len(pools), [0] * len(problem["groups"])
    tails, heads, caps, costs = [], [], [], []
    def arc(tail, head, cap, cost):
        tails.append(tail); heads.append(head); caps.append(cap); costs.append(round(cost * unit))
    for i, (c, (least, more)) in enumerate(zip(cells, steps(problem))):
        base += least
        used[number[c["pool"]] - first] += c["lower"]
        inside[group[i]] += c["lower"]
        for step in more:
            arc(number[c["pool"]], department + group[i], 1, step)
    for k, p in enumerate(problem["pools"]):
        arc(source, first + k, p["total"] - p["reserve_min"] - used[k], 0)
    for a in problem["arcs"]:
        arc(number[a["from"]], number[a["to"]], a["cap"], float(a["cost"]))
    for g, d in enumerate(problem["groups"]):
        arc(department + g, sink, d["max"] - inside[g], 0)
    room = problem["issued_max"] - sum(used)
    arc(source, sink, room, 0)
    import numpy
    flow.add_arcs_with_capacity_and_unit_cost(
        *(numpy.array(v, dtype=numpy.int64) for v in (tails, heads, caps, costs)))
    flow.set_node_supply(source, room)
    flow.set_node_supply(sink, -room)
    start = time.perf_counter()
    status = flow.solve()
    assert status == flow.OPTIMAL, status
    return base + flow.optimal_cost() / unit, time.perf_counter() - start


def highs(problem):
    import highspy, numpy
    inf, base, costs, rows = highspy.kHighsInf, 0.0, [], []
    members, owner = {}, []
    for i, (least, more) in enumerate(steps(problem)):
        base += least
        members[i] = range(len(costs), len(costs) + len(more))
        costs += more
    arcs = {k: len(costs) + k for k in range(len(problem["arcs"]))}
    upper = [1.0] * len(costs) + [a["cap"] for a in problem["arcs"]]
    costs += [float(a["cost"]) for a in problem["arcs"]]
    def row(cells, most, extra=()):
        fixed = sum(problem["cells"][i]["lower"] for i in cells)
        entries = [(j, 1.0) for i in cells for j in members[i]] + list(extra)
        rows.append((entries, most - fixed))
    for p in problem["pools"]:
        cells = [i for i, c in enumerate(problem["cells"]) if c["pool"] == p["id"]]
        extra = [(arcs[k], 1.0 if a["from"] == p["id"] else -1.0)
                 for k, a in enumerate(problem["arcs"]) if p["id"] in (a["from"], a["to"])]
        row(cells, p["total"] - p["reserve_min"], extra)
    for g in problem["groups"]:
        row(g["cells_idx"], g["max"])
    row(range(len(problem["cells"])), problem["issued_max"])
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(costs), len(rows)
    lp.col_cost_, lp.col_lower_ = numpy.array(costs), numpy.zeros(len(costs))
    lp.col_upper_ = numpy.array(upper, dtype=float)
    lp.row_lower_ = numpy.full(len(rows), -inf)
    lp.row_upper_ = numpy.array([most for _, most in rows], dtype=float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.cumsum([0] + [len(e) for e, _ in rows])
    lp.a_matrix_.index_ = numpy.array([j for e, _ in rows for j, _ in e])
    lp.a_matrix_.value_ = numpy.array([v for e, _ in rows for _, v in e])
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.passModel(lp)
    start = time.perf_counter()
    model.run()
    return base + model.getInfo().objective_function_value, time.perf_counter() - start


def timed(command):
    best = None
    for _ in range(3):
        start = time.perf_counter()
        run = subprocess.run(command, capture_output=True, text=True)
        wall = time.perf_counter() - start
        if run.returncode != 0:
            sys.exit(run.stderr[-2000:])
        if best is None or wall < best[0]:
            best = (wall, json.loads(run.stdout))
    return best


def main():
    if sys.argv[1] in ("ortools", "highs"):
        with open(sys.argv[2]) as file:
            problem = json.load(file)
        cost, seconds = globals()[sys.argv[1]](problem)
        print(json.dumps(dict(objective=cost, solve=seconds)))
        return
    program, sizes = sys.argv[1], [int(n) for n in sys.argv[2:]] or [1000, 20000]
    with tempfile.TemporaryDirectory() as folder:
        for units in sizes:
            file = os.path.join(folder, f"{units}.json")
            with open(file, "w") as out:
                json.dump(city(units), out, ensure_ascii=False)
            own, document = timed([program, "reallocate", "--problem", file, "--json"])
            assert document["status"] == "optimal" and document["verified"], document["status"]
            print(f"{units} units x 5: quanjing {own:.3f} s, objective {document['objective']}")
            for peer in ("ortools", "highs"):
                wall, answer = timed([sys.executable, __file__, peer, file])
                gap = answer["objective"] - document["objective"]
                print(f"  {peer}: {wall:.3f} s (solve {answer['solve']:.3f} s), "
                      f"{wall / own:.1f} times as long; its objective differs by {gap:.2g}")


main()
