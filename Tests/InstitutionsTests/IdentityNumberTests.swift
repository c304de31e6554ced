import Testing

@testable import Institutions

@Suite("An ID-card number is recognised by its province and birth date")
struct IdentityNumberTests {
    @Test(
        "numbers of 18, of 17 and X, of 15",
        arguments: [
            "410901199003071234", "41090119900307123X", "41090119900307123x", "410901900307123",
            "证号410901199003071234。",
        ])
    func found(text: String) { #expect(IdentityNumber.first(in: text) != nil) }

    @Test(
        "codes that are none",
        arguments: [
            "P410901", "P410901199003", "13800138000", "410901199013071234", "990901199003071234",
            "410901900231123", "202500000000001", "4109011990030712345", "12410900MB1234567X", "",
        ])
    func absent(text: String) { #expect(IdentityNumber.first(in: text) == nil) }
}
