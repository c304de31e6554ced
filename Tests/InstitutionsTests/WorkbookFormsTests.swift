import Diagnostics
import TestWorkbooks
import Testing

@testable import Institutions

private let unitsHeader = ["单位编码", "单位名称", "层级", "类别", "经费形式", "评估序列"]
private let staffHeader = ["person_id", "unit_id", "quota_type"]

/// A workbook of sheets of texts.
private func workbook(_ sheets: [(String, String?, [[String]])]) -> [UInt8] {
    var workbook = PlainWorkbook()
    for (name, state, rows) in sheets {
        workbook.add(
            name, state: state,
            rows: rows.enumerated().map { inlineRow($0 + 1, $1) }.joined())
    }
    return workbook.bytes
}

private func units(_ rows: [String]...) -> [[String]] { [unitsHeader] + rows }
private let first = ["U1", "甲局", "市", "行政", "全额", "综合保障"]
private let second = ["U2", "乙中心", "市", "公益一类", "全额", "社会民生"]

/// What the reader makes of files given as bytes.
private func read(_ files: [String: [UInt8]]) throws -> Reading {
    let folder = try Folder([:])
    for (file, bytes) in files { try folder.write(bytes, to: file) }
    return try Reading(folder)
}

@Suite("Forms come as workbooks, one each or several in one")
struct WorkbookFormsTests {
    @Test("a workbook per form, under its English or Chinese name")
    func oneEach() throws {
        let reading = try read([
            "forms/units.xlsx": workbook([("Sheet1", nil, units(first, second))]),
            "forms/人员信息表.xlsx": workbook([
                ("填表说明", nil, [["请逐人填写"]]),
                (
                    "Sheet2", nil,
                    [["人员信息表"], staffHeader, ["P1", "U1", "行政"], ["P2", "U9", "行政"]]
                ),
            ]),
            "ledgers/机构编制问题台账.xlsx": workbook([
                ("台账", nil, [problemHeader.split(separator: ",").map(String.init)])
            ]),
        ])
        #expect(reading.errors == ["unknown-reference forms/人员信息表.xlsx · Sheet2 · B4"])
        #expect(reading.warnings == [])
        #expect(reading.forms?.units.map(\.unitID) == ["U1", "U2"])
        #expect(reading.forms?.dossiers.first?.staff.first?.line == 3)
        #expect(
            reading.forms?.summaries.map { "\($0.file) \($0.rows)" } == [
                "forms/units.xlsx 2", "forms/人员信息表.xlsx 2", "ledgers/机构编制问题台账.xlsx 0",
            ])
    }

    @Test("one workbook with a sheet per form; empty ones among them say nothing")
    func oneOfAll() throws {
        let reading = try read([
            "forms/全部表格.xlsx": workbook([
                ("封面", nil, [["某市"]]), ("F1 单位基本情况表", nil, units(first, second)),
                ("staff", nil, [staffHeader, ["P1", "U1", "行政"]]),
                ("5．工作事项与工时（2025）", nil, [["unit_id", "item_id", "item", "frequency", "hours"]]),
                ("草稿", nil, [["x"]]), ("payroll", "hidden", [["person_id", "unit_id"]]),
                ("Sheet9", nil, []),
            ])
        ])
        #expect(reading.errors == [])
        #expect(
            reading.warnings == [
                "sheet-hidden forms/全部表格.xlsx · payroll", "sheet-unknown forms/全部表格.xlsx · 草稿",
            ])
        #expect(reading.forms?.dossiers.first?.staff.count == 1)
        #expect(reading.forms?.has("worklog") == false)
        #expect(reading.forms?.summaries.map(\.rows) == [3])
    }

    @Test("one form twice, in whatever files, is an error that names both")
    func twice() throws {
        let book = workbook([
            ("单位基本情况表", nil, units(first)), ("units", nil, units(second)),
            ("staff", nil, [staffHeader]),
        ])
        let reading = try read([
            "forms/a.xlsx": book, "forms/staff.csv": Array("person_id,unit_id,quota_type\n".utf8),
        ])
        #expect(
            reading.errors == [
                "file-duplicate forms/a.xlsx · units", "file-duplicate forms/a.xlsx · staff",
            ])
        #expect(reading.log.kept.last?.message.en.contains("forms/staff.csv") == true)
    }

    @Test("sheets of tables that other rooms read are found among the forms")
    func otherTables() throws {
        let log = [
            ["unit_id", "person_id", "date", "item_id", "minutes"], ["U1", "P1", "", "", ""],
        ]
        let folder = try Folder([:])
        try folder.write(
            workbook([
                ("单位基本情况表", nil, units(first, second)), ("F9 每日工时表", nil, log),
                ("survey", nil, [["respondent_id", "answer"]]), ("专家判断", nil, [["专家"], ["E1"]]),
            ]), to: "forms/全部.xlsx")
        try folder.write(workbook([("每日工时", nil, log)]), to: "forms/units/甲局.xlsx")
        try folder.write(
            workbook([("Sheet1", nil, log), ("units", nil, units(first))]),
            to: "forms/units/乙/timelog.xlsx")
        var problems = DiagnosticLog()
        let others = FormsReader.readAll(folder.path, into: &problems).others
        #expect(
            others[.timeLog]?.map(\.file) == [
                "forms/全部.xlsx", "forms/units/甲局.xlsx", "forms/units/乙/timelog.xlsx",
            ])
        #expect(others[.timeLog]?.map(\.sheet) == ["F9 每日工时表", "每日工时", "Sheet1"])
        #expect(others[.timeLog]?.map(\.delivery?.owner?.unit) == [nil, "U1", "U1"])
        // Only a header among sheets with rows says nothing.
        #expect(others[.survey] == nil)
        #expect(others[.judgements]?.map(\.sheet) == ["专家判断"])
    }

    @Test("a time log in a file and on a sheet is there twice")
    func timeLogTwice() throws {
        let log = [
            ["unit_id", "person_id", "date", "item_id", "minutes"], ["U1", "P1", "", "", ""],
        ]
        let reading = try read([
            "forms/timelog.csv": Array("unit_id,person_id,date,item_id,minutes\n".utf8),
            "forms/全部.xlsx": workbook([
                ("单位基本情况表", nil, units(first, second)), ("每日工时", nil, log),
            ]),
        ])
        #expect(reading.errors == ["file-duplicate forms/全部.xlsx · 每日工时"])
    }

    @Test("a workbook of no use is told once, whatever form it should be")
    func useless() throws {
        let reading = try read(["forms/units.xlsx": Array("PK".utf8)])
        #expect(reading.errors == ["workbook-damaged forms/units.xlsx"])
        let old = try read([
            "forms/units.xls": [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0]
        ])
        #expect(old.errors == ["format-unsupported forms/units.xls"])
        let strange = try read([
            "forms/units.xlsx": workbook([("甲", nil, [["a"]]), ("乙", nil, [["b"]])])
        ])
        #expect(strange.errors == ["sheet-missing forms/units.xlsx"])
    }
}

@Suite("Units deliver their forms one by one under forms/units")
struct DeliveriesTests {
    private func staff(_ rows: [[String]]) -> [UInt8] {
        workbook([("人员信息表", nil, [staffHeader] + rows)])
    }

    @Test("files of many units are merged in the order of their paths")
    func merged() throws {
        let reading = try read([
            "forms/units/甲/units.xlsx": workbook([("Sheet1", nil, units(first))]),
            "forms/units/甲/staff.csv": Array("unit_id,quota_type,person_id\nU1,行政,P1\n".utf8),
            "forms/units/乙/全部.xlsx": workbook([
                ("单位基本情况表", nil, units(second)),
                ("人员信息表", nil, [staffHeader, ["P3", "U2", "全额"], ["P2", "U2", "全额"]]),
            ]),
        ])
        #expect(reading.errors == [])
        #expect(reading.warnings == [])
        let forms = try #require(reading.forms)
        #expect(forms.units.map(\.unitID) == ["U2", "U1"])
        #expect(forms.dossiers.map { $0.staff.map(\.personID) } == [["P3", "P2"], ["P1"]])
        let evidence = Evidence(forms.dossiers.flatMap { Array($0.staff) }, "quota_type")
        #expect(
            forms.origins(of: evidence)?.map { "\($0.place) \($0.lines)" } == [
                "forms/units/乙/全部.xlsx · 人员信息表 [2, 3]", "forms/units/甲/staff.csv [2]",
            ])
        let person = try #require(forms.person("P1"))
        #expect(
            forms.place(Person.form, line: person.line, "quota_type")
                == Place(file: "forms/units/甲/staff.csv", line: 2, column: 2))
    }

    @Test("a row of another unit is an error, whatever says whose the delivery is")
    func otherUnits() throws {
        let list = Array((twoUnits + "\n").utf8)
        let byName = try read([
            "forms/units.csv": list, "forms/units/U1/staff.xlsx": staff([["P1", "U2", "全额"]]),
            "forms/units/乙中心/staff.xlsx": staff([["P2", "U2", "全额"], ["P3", "U1", "行政"]]),
        ])
        #expect(
            byName.errors == [
                "unit-foreign forms/units/U1/staff.xlsx · 人员信息表 · B2",
                "unit-foreign forms/units/乙中心/staff.xlsx · 人员信息表 · B3",
            ])
        let byForm = try read([
            "forms/units/a/units.xlsx": workbook([("Sheet1", nil, units(first))]),
            "forms/units/a/staff.xlsx": staff([["P1", "U2", "全额"]]),
            "forms/units/b.xlsx": workbook([("units", nil, units(second))]),
        ])
        #expect(byForm.errors == ["unit-foreign forms/units/a/staff.xlsx · 人员信息表 · B2"])
        let byRows = try read([
            "forms/units.csv": list,
            "forms/units/第一批/x.xlsx": staff([
                ["P1", "U2", "全额"], ["P2", "U1", "行政"], ["P3", "U1", "行政"],
            ]), "forms/units/第一批/y.xlsx": staff([["P4", "U2", "全额"]]),
        ])
        #expect(byRows.errors == ["unit-foreign forms/units/第一批/x.xlsx · 人员信息表 · B2"])
    }

    @Test("one person in two units is told with both places")
    func personTwice() throws {
        let reading = try read([
            "forms/units.csv": Array((twoUnits + "\n").utf8),
            "forms/units/U1/staff.xlsx": staff([["P1", "U1", "行政"]]),
            "forms/units/U2/staff.xlsx": staff([["P1", "U2", "全额"]]),
        ])
        #expect(reading.errors == ["duplicate-key forms/units/U2/staff.xlsx · 人员信息表 · A2"])
        #expect(
            reading.log.kept.first?.message.zh.contains("forms/units/U1/staff.xlsx · 人员信息表 · A2")
                == true)
    }

    @Test("who hasn't reported is listed; a header alone and 零报告 are reports")
    func notReported() throws {
        let third = "\nU3,丙站,县,公益一类,全额,社会民生\nU4,丁所,县,公益一类,全额,社会民生\n"
        let reading = try read([
            "forms/units.csv": Array((twoUnits + third).utf8),
            "forms/units/U1/staff.xlsx": staff([["P1", "U1", "行政"]]),
            "forms/units/U1/kpi.csv": Array("unit_id,code,value\nU1,A,1\n".utf8),
            "forms/units/U2/staff.xlsx": staff([]),
            "forms/units/U2/kpi.csv": Array("unit_id,code,value\nU2,零报告,无\n".utf8),
            "forms/units/U3/staff.csv": Array("unit_id,person_id,quota_type\n,无,\n".utf8),
        ])
        #expect(reading.errors == [])
        #expect(reading.warnings == ["report-missing forms/units", "report-missing forms/units"])
        #expect(reading.log.kept.map(\.found) == ["U3", "U4"])
        #expect(reading.log.kept.map { $0.expected?.en } == ["kpi", "staff, kpi"])
    }
}
