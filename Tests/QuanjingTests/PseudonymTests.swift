import Foundation
import TestFolders
import Testing

private let number = "41090119900307123X"

@Suite("quanjing pseudonym")
struct PseudonymTests {
    private func folder(_ text: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(Array(text.utf8), to: "staff.csv")
        return folder
    }

    @Test("writes a copy and a key beside the table, and tells neither key nor number")
    func copies() throws {
        let folder = try folder("人员编码,单位编码\n\(number),U1\n")
        let (table, key) = (folder.path + "/staff.csv", folder.path + "/city.key")
        let run = try CommandLineRun(["pseudonym", table, "--new-key", key, "--json"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let document = try run.document()
        try expectKeys("rows pseudonyms columns files", in: document)
        #expect(document["files"] as? [String] == [folder.path + "/staff-pseudonym.csv", key])
        let secret = try String(contentsOfFile: key, encoding: .utf8)
        let copy = try String(contentsOfFile: folder.path + "/staff-pseudonym.csv", encoding: .utf8)
        for hidden in [secret, number] {
            #expect(!run.outputText.contains(hidden) && !copy.contains(hidden))
        }
        let again = try CommandLineRun([
            "pseudonym", table, "--key", key, "--out", folder.path + "/again.csv",
        ])
        #expect(again.status == 0)
        #expect(try String(contentsOfFile: folder.path + "/again.csv", encoding: .utf8) == copy)
    }

    @Test("replaces neither the table nor a key, and leaves nothing where it refuses")
    func refuses() throws {
        let folder = try folder("人员编码,证号\nA,\(number)\n")
        let (table, key) = (folder.path + "/staff.csv", folder.path + "/city.key")
        try folder.write(Array("0123456789abcdef".utf8), to: "city.key")
        let before = try folder.contents()
        for (arguments, code) in [
            (["--key", key], "personal-data"), (["--new-key", key], "output-exists"),
            (["--new-key", folder.path + "/new.key"], "personal-data"),
            (["--key", key, "--out", folder.path + "/./staff.csv"], "output-exists"),
            (["--key", key, "--out", key], "output-exists"),
            (["--key", key + "s"], "file-missing"),
        ] {
            let run = try CommandLineRun(["pseudonym", table, "--json"] + arguments)
            #expect(run.status == 65)
            #expect(run.output.isEmpty)
            try run.expectDiagnosticLines()
            #expect(try run.diagnostics().map { $0["code"] as? String } == [code])
            #expect(!run.errorText.contains(number))
            #expect(try folder.contents() == before)
        }
        for arguments in [[], ["--key", key, "--new-key", "x"], ["--new-key", table]] {
            #expect(try CommandLineRun(["pseudonym", table] + arguments).status == 64)
        }
        let nowhere = try CommandLineRun(
            ["pseudonym", table, "--key", key, "--out", folder.path + "/no/x.csv"])
        #expect(nowhere.status == 74)
    }
}
