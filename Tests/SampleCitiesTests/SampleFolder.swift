import FoundationEssentials
import Testing

@testable import SampleCities

/// A sample written to a folder of its own, which goes when the test is done.
final class SampleFolder {
    let parameters: SampleParameters
    let path: String

    init(_ parameters: SampleParameters) throws {
        self.parameters = parameters
        path = Self.freshPath()
        try writeSample(parameters, to: path)
    }

    static func freshPath() -> String {
        FileManager.default.temporaryDirectory.path + "/sample-" + UUID().uuidString
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func text(_ file: String) throws -> String {
        String(decoding: try bytes(file), as: UTF8.self)
    }

    func bytes(_ file: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path + "/" + file))
    }

    /// Paths of all files, sorted.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path)
            .filter { $0.contains(".") }.sorted()
    }

    /// Rows by column; samples put no commas into cells.
    func rows(_ file: String) throws -> [[String: String]] {
        let lines = try text(file).split(separator: "\n")
        let header = try #require(lines.first).split(separator: ",").map(String.init)
        return try lines.dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            try #require(cells.count == header.count)
            return Dictionary(uniqueKeysWithValues: zip(header, cells.map(String.init)))
        }
    }

    func column(_ name: String, _ file: String) throws -> [String] {
        try rows(file).map { try #require($0[name]) }
    }
}
