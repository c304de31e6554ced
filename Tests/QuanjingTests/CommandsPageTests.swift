import Foundation
import Testing

@Suite("docs/commands.md")
struct CommandsPageTests {
    /// Every command with the names of its long options, as the program itself tells.
    private func commands() throws -> [(name: String, options: [String])] {
        let dump = try CommandLineRun(["--experimental-dump-help"]).document()
        let root = try #require(dump["command"] as? [String: Any])
        let commands = try #require(root["subcommands"] as? [[String: Any]])
        return commands.compactMap { command in
            guard let name = command["commandName"] as? String, name != "help" else { return nil }
            let arguments = command["arguments"] as? [[String: Any]] ?? []
            let names = arguments.flatMap { $0["names"] as? [[String: Any]] ?? [] }
            return (
                name,
                names.filter { $0["kind"] as? String == "long" }.compactMap {
                    $0["name"] as? String
                }
            )
        }
    }

    /// The row of each command in the table, and all that stands outside of it.
    private func page() throws -> (rows: [String: String], rest: String) {
        let text = try String(contentsOfFile: "docs/commands.md", encoding: .utf8)
        var (rows, rest): ([String: String], String) = ([:], "")
        for line in text.split(separator: "\n") {
            if let match = line.firstMatch(of: /^\| `quanjing ([a-z-]+)/) {
                rows[String(match.output.1)] = String(line)
            } else {
                rest += line + "\n"
            }
        }
        return (rows, rest)
    }

    @Test("describes every command and every option")
    func complete() throws {
        let (rows, rest) = try page()
        let commands = try commands()
        #expect(commands.count >= 10)
        #expect(Set(rows.keys) == Set(commands.map(\.name)))
        for (name, options) in commands {
            let row = try #require(rows[name], "\(name)")
            for option in options {
                let isThere = [row, rest].contains { $0.contains("`--\(option)") }
                #expect(isThere, "\(name) --\(option)")
            }
        }
    }

    @Test("names no option that its command hasn't")
    func current() throws {
        let rows = try page().rows
        for (name, options) in try commands() {
            for match in (rows[name] ?? "").matches(of: /`--([a-z-]+)/) {
                #expect(options.contains(String(match.output.1)), "\(name) --\(match.output.1)")
            }
        }
    }
}
