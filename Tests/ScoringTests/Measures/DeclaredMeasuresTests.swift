import Testing

@testable import Indicators
@testable import Scoring

@Suite("Measures that a tree declares")
struct DeclaredMeasuresTests {
    private let people = staff(
        "education,training_hours,post_fit,months", alike: 2, "本科,100,是,12",
        ["X1,U1,全额,大专,40,否,6", "X2,U1,全额,,,,", "X3,U1,编外,硕士,90,是,12"])

    private func quantity(_ form: String, _ aggregate: Quantity.Aggregate, _ condition: Condition?)
        -> Quantity
    {
        Quantity(form: form, aggregate, where: condition)
    }

    private func value(_ condition: Condition?, _ aggregate: Quantity.Aggregate = .rows) throws
        -> Double?
    {
        try MeasuredUnit(people).measurement(of: .quantity(quantity("staff", aggregate, condition)))
            .value
    }

    @Test(
        "conditions: lists, flags, limits, filled cells; a blank meets only filled: false and not")
    func conditions() throws {
        #expect(try value(nil) == 5)
        #expect(try value(.column("education", .isOneOf(["本科", "硕士"]))) == 3)
        #expect(try value(.column("education", .isNoneOf(["本科"]))) == 3)
        #expect(try value(.column("education", .filled(true))) == 4)
        #expect(try value(.column("education", .filled(false))) == 1)
        #expect(try value(.column("post_fit", .flag(true))) == 3)
        #expect(try value(.column("post_fit", .flag(false))) == 1)
        #expect(try value(.column("established", .flag(true))) == 4)
        let some = Condition.any([
            .column("education", .isOneOf(["大专"])), .column("quota_type", .isOneOf(["编外"])),
        ])
        #expect(try value(some) == 2)
        #expect(try value(.all([some, .column("post_fit", .flag(true))])) == 1)
    }

    @Test("sums leave blanks out; a column with a usual value counts as that where it is blank")
    func sums() throws {
        #expect(try value(nil, .sum(["training_hours"])) == 330)
        #expect(try value(nil, .sum(["months"])) == 54)
        #expect(
            try value(.column("education", .isOneOf(["大专"])), .sum(["training_hours"])) == 40)
    }

    @Test("a supplied value is taken as it stands, and is missing where none is given")
    func table() throws {
        let kpi = form("kpi", "unit_id,code,value", ["U1,X,12.5", "U1,Y,3"])
        let unit = try MeasuredUnit(kpi)
        #expect(unit.measurement(of: .table(code: "X")).value == 12.5)
        #expect(unit.measurement(of: .table(code: "Z")).value == nil)
        #expect(try MeasuredUnit([:]).measurement(of: .table(code: "X")).value == nil)
    }

    @Test("a measure by column: the unit's own case, missing for others and for a blank")
    func byColumn() throws {
        let declared = MeasureDeclaration.byColumn(
            "post_structure",
            [MeasureCase(value: "管理型", measure: .table(code: "X"))])
        let kpi = form("kpi", "unit_id,code,value", ["U1,X,7"])
        func unit(_ structure: String) throws -> MeasuredUnit {
            let row = "U1,甲中心,市,公益一类,全额,社会民生,\(structure)"
            return try MeasuredUnit(
                kpi + [
                    "forms/units.csv":
                        "unit_id,name,level,category,funding,class,post_structure\n\(row)\n"
                ])
        }
        #expect(try unit("管理型").measurement(of: declared).value == 7)
        #expect(try unit("专技型").measurement(of: declared).value == nil)
        #expect(try unit("").measurement(of: declared).value == nil)
        #expect(try unit("专技型").measurement(of: declared).missingReason != nil)
    }

    @Test("every measurement without a value says why", arguments: leafCodes)
    func reasons(code: String) throws {
        let measurement = try MeasuredUnit([:]).measurement(code)
        #expect(measurement.isMissing)
        let reason = try #require(measurement.missingReason)
        #expect(!reason.zh.isEmpty && !reason.en.isEmpty)
    }
}

let leafCodes = [
    "A11", "A12", "A13", "A21", "A22", "A23", "A31", "A32", "A33", "B11", "B12", "B13", "B21",
    "B22", "B23", "B31", "B32", "C11", "C12", "C13", "C21", "C22", "D11", "D12", "D13", "D21",
    "D22",
]
