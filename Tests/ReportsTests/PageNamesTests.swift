import Testing

@testable import Reports

@Suite("The names of pages")
struct PageNamesTests {
    @Test("are the codes where those are safe")
    func plain() {
        #expect(PageNames(["U01", "濮阳-02", "a.b_c"]).names == ["U01", "濮阳-02", "a.b_c"])
    }

    @Test(
        "stay in their folder",
        arguments: [
            "../../etc/passwd", "/etc/passwd", "..", ".", "", "a/b", "a\\b", ".hidden", "a\u{0}b",
            "con", "NUL.txt", "x:y", "a b", "<script>", "🙂", "a\u{202E}b", "-rf", "a.", "%2e%2e",
            String(repeating: "长", count: 300), String(repeating: "e\u{301}", count: 300),
        ])
    func hostile(code: String) throws {
        let name = try #require(PageNames([code]).names.first)
        #expect(!name.isEmpty && name.utf8.count <= 100)
        #expect(
            name.unicodeScalars.allSatisfy { !"/\\:<>|?*%\"\u{0} #".unicodeScalars.contains($0) })
        #expect(name.first != "." && name.first != "-" && name.last != ".")
        #expect(!["con", "nul"].contains(name.split(separator: ".").first?.lowercased() ?? ""))
    }

    @Test("are one per unit, whatever the case and after sanitising")
    func unique() {
        let codes = ["ab", "AB", "a/b", "a:b", "a-b", "Ab", "é", "e\u{301}", "", "/", "unit"]
        let names = PageNames(codes).names
        #expect(Set(names.map { $0.lowercased() }).count == codes.count)
    }

    @Test("don't depend on the order of the units")
    func order() {
        let codes = ["ab", "AB", "a/b", "a:b", "U1", "../x"]
        let names = PageNames(codes).names
        let reversed = PageNames(codes.reversed()).names
        #expect(names == Array(reversed.reversed()))
    }
}
