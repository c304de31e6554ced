import Testing

import Languages
@testable import Diagnostics

@Suite("An ID-card number is recognised by its province and birth date")
struct IdentityNumberTests {
    @Test(
        "numbers of 18, of 17 and X, of 15",
        arguments: [
            "410901199003071234", "41090119900307123X", "41090119900307123x", "410901900307123",
            "证号410901199003071234。", "４１０９０１１９９００３０７１２３４", "身份证４１０９０１１９９００３０７１２３ｘ",
            "12410901199003071234X, 41090119900307123X", "1.410901199003071234",
            "3.410901900307123张三",
        ])
    func found(text: String) { #expect(IdentityNumber.first(in: text) != nil) }

    @Test(
        "codes that are none",
        arguments: [
            "P410901", "P410901199003", "13800138000", "410901199013071234", "990901199003071234",
            "410901900231123", "202500000000001", "0.410901900307123", "-12.410901900307123%",
            "4109011990030712345", "12410900MB1234567X", "",
        ])
    func absent(text: String) { #expect(IdentityNumber.first(in: text) == nil) }

    @Test("is shown with its middle hidden, wherever it stands")
    func masking() {
        #expect(
            IdentityNumber.masking("张410901199003071234、４１０９０１９００３０７１２３。")
                == "张4109************34、4109*********23。")
        #expect(IdentityNumber.masking("P410901199003") == "P410901199003")
        #expect(IdentityNumber.isWhole("４１０９０１１９９００３０７１２３ｘ"))
        #expect(!IdentityNumber.isWhole("号41090119900307123x"))
    }

    @Test("no text of a diagnostic shows one whole")
    func diagnostics() {
        let text = Wording(zh: "与41090119900307123x重复", en: "repeats ４１０９０１１９９００３０７１２３ｘ")
        let diagnostic = Diagnostic(
            .duplicateKey, at: Place(file: "f"), found: "41090119900307123x", expected: text,
            message: text, remedy: text)
        #expect(diagnostic.found == "4109************3X")
        for wording in [diagnostic.message, diagnostic.remedy, diagnostic.expected] {
            #expect(wording?.zh == "与4109************3X重复")
            #expect(wording?.en == "repeats 4109************3X")
        }
    }
}
