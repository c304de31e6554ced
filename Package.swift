// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
]

/// A release build for Linux holds the Swift libraries in the program itself and is loaded where it
/// was linked for: it starts in half the time (docs/decisions/0012-linked-whole.md). Only the program is
/// built so; packages that use the library are not concerned.
let linkedWhole = BuildSettingCondition.when(platforms: [.linux], configuration: .release)

/// A room of the house: what it may import is listed, so the compiler keeps the directions.
func room(
    _ name: String, imports: [Target.Dependency] = [], resources: [Resource] = [],
    path: String? = nil
) -> Target {
    .target(
        name: name, dependencies: imports, path: path ?? "Sources/\(name)", resources: resources,
        swiftSettings: strict)
}

func tests(_ name: String, _ imports: [Target.Dependency] = [], resources: [Resource] = [])
    -> Target
{
    .testTarget(
        name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + imports,
        path: "Tests/\(name)Tests", resources: resources, swiftSettings: strict)
}

let package = Package(
    name: "quanjing",
    products: [
        .executable(name: "quanjing", targets: ["quanjing"]),
        .library(name: "Quanjing", targets: ["Assessment"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
    ],
    targets: [
        // Level 0
        room("Languages"),
        tests("Languages"),
        room("Calendars"),
        tests("Calendars"),
        room("Diagnostics", imports: ["Languages", "Calendars"]),
        tests("Diagnostics"),
        room("Documents"),
        room("Draws"),
        tests("Draws"),
        tests("Documents", ["Draws"]),
        .systemLibrary(name: "CLAPACK", providers: [.apt(["liblapack-dev"])]),
        .systemLibrary(name: "CBytes"),
        .systemLibrary(name: "CFiles"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CIsal", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        // Level 1
        room("Packing", imports: ["CIsal", "CZlib"]),
        tests("Packing", ["CZlib", "Draws"]),
        room(
            "Tables",
            imports: [
                "CBytes", "CCrypto", "CFiles", "CZlib", "Languages", "Calendars", "Diagnostics",
            ]),
        tests("Tables", ["CBytes", "Draws", "Calendars", "Diagnostics", "TestWorkbooks"]),
        room(
            "Workbooks",
            imports: [
                "CXlsxWriter", "Calendars", "Diagnostics", "Documents", "Packing", "Tables",
            ]),
        tests(
            "Workbooks",
            ["CXlsxWriter", "Calendars", "Documents", "Draws", "Tables", "TestFolders"]),
        room("LinearAlgebra", imports: ["CLAPACK"]),
        tests("LinearAlgebra"),
        room(
            "Indicators",
            imports: [
                "Languages", "Diagnostics", "Calendars", .product(name: "Yams", package: "Yams"),
            ]),
        tests("Indicators", ["Draws", "BundledIndicators"]),
        // The data under Indicators/, one line for each file.
        room(
            "BundledIndicators",
            resources: [
                .embedInCode("audit-rules.yaml"),
                .embedInCode("leadership-example.yaml"),
                .embedInCode("puyang-style.yaml"),
                .embedInCode("workdays-cn.yaml"),
            ], path: "Indicators"),
        // Level 2
        room("Institutions", imports: ["Tables", "Diagnostics", "Languages", "Calendars"]),
        tests(
            "Institutions",
            ["Draws", "Tables", "Diagnostics", "Languages", "Calendars", "TestWorkbooks"]),
        room(
            "Weighting",
            imports: ["LinearAlgebra", "Tables", "Diagnostics", "Languages", "Documents"]),
        tests(
            "Weighting",
            [
                "Draws", "Diagnostics", "Documents", "Languages", "LinearAlgebra", "Tables",
                "TestCases",
            ]),
        // Level 3
        room("Privacy", imports: ["Tables", "Diagnostics", "Languages", "Institutions"]),
        tests("Privacy", ["Diagnostics", "Tables"]),
        room(
            "Oversight",
            imports: ["Institutions", "Indicators", "Diagnostics", "Languages", "Calendars"]),
        tests(
            "Oversight",
            ["Institutions", "BundledIndicators", "Diagnostics", "Languages", "Calendars"]),
        room(
            "Workload",
            imports: [
                "Draws",
                "Languages", "Calendars", "Diagnostics", "Documents", "Tables", "Indicators",
                "Institutions",
            ]),
        tests(
            "Workload",
            [
                "Draws", "Calendars", "Diagnostics", "Documents", "Institutions", "Languages",
                "Tables",
            ]),
        room(
            "Survey",
            imports: ["Languages", "Calendars", "Diagnostics", "Tables", "Indicators"]),
        tests("Survey", ["Draws", "Languages", "Diagnostics", "Tables", "Indicators"]),
        // Level 4
        room(
            "Scoring",
            imports: [
                "Languages", "Calendars", "Diagnostics", "Tables", "Indicators", "Institutions",
                "Survey", "Workload", "Oversight",
            ]),
        tests(
            "Scoring",
            [
                "Draws",
                "Indicators", "BundledIndicators", "Calendars", "Diagnostics", "Institutions",
                "Languages", "Oversight", "Survey", "Tables", "Workload",
            ]),
        room(
            "Reallocation",
            imports: [
                "Languages", "Diagnostics", "Documents", "Indicators", "Institutions", "Workload",
                .product(name: "BigInt", package: "BigInt"),
            ]),
        tests(
            "Reallocation",
            [
                "Draws", "Diagnostics", "Documents", "Indicators", "Institutions", "Languages",
                "Workload",
            ]),
        // A fictional city to try everything on
        room("SampleCities", imports: ["BundledIndicators", "Draws", "Calendars", "Tables"]),
        tests(
            "SampleCities",
            [
                "BundledIndicators", "Diagnostics", "Indicators", "Institutions", "Survey",
                "Tables", "Weighting",
            ]),
        // Level 5
        room(
            "Assessment",
            imports: [
                "Languages", "Calendars", "Diagnostics", "Documents", "LinearAlgebra", "Tables",
                "Indicators", "BundledIndicators", "Institutions", "Weighting", "Survey",
                "Workload",
                "Oversight", "Scoring", "Reallocation",
            ]),
        tests(
            "Assessment",
            [
                "Draws",
                "Calendars", "Diagnostics", "Indicators", "BundledIndicators", "Institutions",
                "Languages", "Reallocation", "Scoring", "Survey", "Tables", "Weighting",
                "Workload", "TestFolders", "TestWorkbooks",
            ]),
        // The folder that an evaluation starts from
        room(
            "Templates",
            imports: [
                "Languages", "Calendars", "Diagnostics", "Tables", "Workbooks", "Indicators",
                "BundledIndicators", "Institutions", "Weighting", "Survey", "Workload",
            ]),
        tests(
            "Templates",
            [
                "Assessment", "Diagnostics", "Indicators", "Institutions", "Languages", "Survey",
                "Tables", "Weighting",
            ]),
        // Level 6
        room(
            "Reports",
            imports: [
                "CFiles", "Workbooks", "Assessment", "Weighting", "Languages", "Calendars",
                "Diagnostics", "Documents", .product(name: "Mustache", package: "swift-mustache"),
            ]),
        tests(
            "Reports",
            [
                "Draws", "Assessment", "Calendars", "Diagnostics", "Documents", "Languages",
                "TestFolders",
            ]),
        room(
            "Archive",
            imports: [
                "Languages", "Calendars", "Diagnostics", "Documents", "Packing", "Tables",
                "Assessment", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        tests(
            "Archive",
            [
                "Languages", "Calendars", "Diagnostics", "Assessment", "TestRounds",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        // Level 8
        .executableTarget(
            name: "quanjing",
            dependencies: [
                "Languages", "Diagnostics", "Documents", "Tables", "LinearAlgebra", "Weighting",
                "Survey", "Workload", "Scoring", "Reallocation", "SampleCities", "Templates",
                "Assessment", "Archive", "Reports", "Privacy",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict + [.unsafeFlags(["-static-stdlib"], linkedWhole)],
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-static-stdlib", "-use-ld=lld", "-Xclang-linker", "-no-pie", "-Xlinker",
                        "--no-export-dynamic",
                    ], linkedWhole)
            ]),
        .testTarget(
            name: "QuanjingTests", dependencies: ["quanjing", "TestCases", "TestFolders"],
            path: "Tests/QuanjingTests", swiftSettings: strict),
        // Values that several test suites share
        room("TestRounds", imports: ["Draws", "Assessment"], path: "Tests/TestRounds"),
        room("TestCases", path: "Tests/TestCases"),
        room("TestFolders", imports: ["Draws"], path: "Tests/TestFolders"),
        room("TestWorkbooks", imports: ["CXlsxWriter", "CZlib"], path: "Tests/TestWorkbooks"),
    ]
)
