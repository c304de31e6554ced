#!/usr/bin/env python3
"""Makes an evaluation folder of the tables that annual.py of the peers reads.

usage: annual_folder.py DATA FOLDER

DATA holds tree.csv, kpi.csv, questionnaire.csv, tasks.csv and timelog.csv. The folder asks the same of
the same rows: every answer, every row of the log, every value. The tree keeps its three levels, 27
leaves and weights; by turns a leaf is measured by its value (least to greatest over all units) and by
its question together with that of the leaf before, so that every question and every second value count.
What `quanjing evaluate` refuses as an error is left out, as the peer leaves it out: answers off the
scale, rows of items that don't exist, more than 1,440 minutes. Days of years other than 2024, blank and
unreadable numbers stay and are set aside by both.
"""
import csv, os, sys

ANSWERS = {"1", "2", "3", "4", "5", "很不满意", "不满意", "一般", "满意", "很满意"}
BASIS = '[{ zh: 示例, en: Example, reliability: inference }]'


def leaf(row, position, values, feeding):
    code = row["node_code"]
    rising = int(row["direction"]) > 0
    least, greatest = min(values[code]), max(values[code])
    if position % 2:
        feeding[code] = [before for before in feeding.pop("waiting")] + [code]
        measure, scoring, unit, way = "{ survey: { groups: equal } }", "likert", "{ zh: 分, en: points }", "higher"
    else:
        feeding["waiting"] = [code]
        measure, unit, way = "table", '{ zh: 指标值, en: value }', "higher" if rising else "lower"
        anchors = [[least, 0], [greatest, 100]] if rising else [[least, 100], [greatest, 0]]
        scoring = "{ piecewise: " + str(anchors) + " }"
    return [f"unit: {unit}", f"direction: {way}", f"measure: {measure}", f"scoring: {scoring}",
            f"elements: {{ zh: 指标 {code}, en: Indicator {code} }}",
            "standard: { zh: 按标度, en: By the scale }", f"basis: {BASIS}"]


def tree(data, values):
    with open(f"{data}/tree.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    children, feeding, position = {}, {}, 0
    for row in rows:
        children.setdefault(row["parent_code"], []).append(row)

    def lines(row, depth):
        nonlocal position
        code = row["node_code"]
        out = [f"- code: {code}", f"  name: {{ zh: 指标{code}, en: Indicator {code} }}",
               f"  weight: {row['local_weight']}"]
        if code in children:
            out.append("  children:")
            for child in children[code]:
                out += lines(child, depth + 1)
        else:
            out += ["  " + line for line in leaf(row, position, values, feeding)]
            position += 1
        return ["  " * (depth > 0) + line for line in out]

    nodes = [line for row in children[children[""][0]["node_code"]] for line in lines(row, 0)]
    for code in feeding.pop("waiting", []):  # an odd leaf at the end: its question feeds the last survey leaf
        feeding[list(feeding)[-1]].append(code)
    items = []
    for code, questions in feeding.items():
        for question in questions:
            items += [f"    {question}:", f"      name: {{ zh: 题{question}, en: Item {question} }}",
                      f"      question: {{ zh: 您对 {question} 是否满意？, en: 'Are you satisfied with {question}?' }}",
                      "      groups: [服务对象, 员工, 管理者]", f"      feeds: {{ {code}: 1 }}"]
    head = ["id: annual-comparison", "title: { zh: 年度对照, en: Annual comparison }", "grades: { 优秀: 90, 良好: 80, 合格: 60, 较差: 0 }",
            "survey:", "  title: { zh: 问卷, en: Questionnaire }", "  groups:"]
    head += [f"    {zh}: {{ en: {en} }}" for zh, en in (("服务对象", "Users"), ("员工", "Staff"), ("管理者", "Managers"))]
    return "\n".join([*head, "  items:", *items, "tree:", *nodes]) + "\n"


def main():
    data, folder = sys.argv[1:3]
    for part in ("forms", "survey"):
        os.makedirs(f"{folder}/{part}", exist_ok=True)

    def written(name):
        return open(f"{folder}/{name}", "w", encoding="utf-8", newline="")

    values, units = {}, {}
    with open(f"{data}/kpi.csv", encoding="utf-8", newline="") as source, written("forms/kpi.csv") as target:
        target.write("unit_id,code,value\r\n")
        for unit, code, value in list(csv.reader(source))[1:]:
            values.setdefault(code, []).append(float(value))
            units[unit] = None
            target.write(f"{unit},{code},{value}\r\n")
    with written("tree.yaml") as target:
        target.write(tree(data, values))
    with written("evaluation.yaml") as target:
        target.write("title: 年度对照\nyear: 2024\nindicators: tree.yaml\nsurvey:\n"
                     "  scale: { 很满意: 100, 满意: 75, 一般: 50, 不满意: 25, 很不满意: 0 }\n"
                     "  groups: { 服务对象: { minimum: 1 }, 员工: { minimum: 1 }, 管理者: { minimum: 1 } }\n")
    with open(f"{data}/tasks.csv", encoding="utf-8", newline="") as source:
        tasks = {row["item_id"]: float(row["coefficient"]) for row in csv.DictReader(source)}
    with written("forms/units.csv") as target:
        target.write("unit_id,name,class,level,category,funding\r\n")
        target.writelines(f"{unit},单位{unit},综合保障,市,公益一类,全额\r\n" for unit in units)
    people, answers, entries = {}, 0, 0
    with open(f"{data}/timelog.csv", encoding="utf-8", newline="") as source, written("forms/timelog.csv") as target:
        target.write("unit_id,person_id,date,item_id,count,minutes\r\n")
        for row in list(csv.reader(source))[1:]:
            people.setdefault(row[0], {})[row[1]] = None
            if row[3] in tasks and not (row[5].isdigit() and int(row[5]) > 1440):
                entries += 1
                target.write(",".join(row) + "\r\n")
    with written("forms/worklog.csv") as target:
        target.write("unit_id,item_id,item,frequency,hours,people\r\n")
        target.writelines(f"{unit},{item},事项{item},100,2,1\r\n" for unit in units for item in tasks)
    with written("forms/staff.csv") as target:
        target.write("unit_id,person_id,quota_type\r\n")
        target.writelines(f"{unit},{person},全额\r\n" for unit in units for person in people.get(unit, {}))
    with open(f"{data}/questionnaire.csv", encoding="utf-8", newline="") as source, written("survey/responses.csv") as target:
        rows = csv.reader(source)
        writer = csv.writer(target)
        writer.writerow(next(rows))
        for row in rows:
            if row[4] in ANSWERS:
                answers += 1
                writer.writerow(row)
    print(f"{len(units)} units, {answers} answers, {entries} log rows")


if __name__ == "__main__":
    main()
