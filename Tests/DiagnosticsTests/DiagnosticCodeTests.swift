import Foundation
import Testing

@testable import Diagnostics

@Suite("A diagnostic code")
struct DiagnosticCodeTests {
    private static let page: String? = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../docs/diagnostics.md")
        return try? String(contentsOf: url, encoding: .utf8)
    }()

    @Test("is described in docs/diagnostics.md", arguments: DiagnosticCode.allCases)
    func described(code: DiagnosticCode) throws {
        let page = try #require(Self.page)
        #expect(page.contains("| `\(code.rawValue)`"))
    }
}
