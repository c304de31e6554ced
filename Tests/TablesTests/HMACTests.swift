import Testing

@testable import Tables

@Suite("HMAC-SHA-256")
struct HMACTests {
    @Test("of the published cases (RFC 4231, cases 1, 2 and 6)")
    func published() {
        func text(_ message: String, _ key: [UInt8]) -> String {
            hmacSHA256(message, key: key).map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }.joined()
        }
        #expect(
            text("Hi There", [UInt8](repeating: 0x0B, count: 20))
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            text("what do ya want for nothing?", Array("Jefe".utf8))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(
            text(
                "Test Using Larger Than Block-Size Key - Hash Key First",
                [UInt8](repeating: 0xAA, count: 131))
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }
}
