import BundledIndicators
import Testing

@Suite("The bundled files")
struct BundledIndicatorsTests {
    @Test("are found by the names that are listed, in alphabetical order")
    func names() {
        #expect(bundledIndicatorNames == bundledIndicatorNames.sorted())
        for name in bundledIndicatorNames {
            #expect(bundledIndicator(named: name)?.isEmpty == false, "\(name)")
        }
        #expect(bundledIndicator(named: "no-such-tree") == nil)
    }
}
