import Foundation

/// A folder with one executable script.
struct ScriptFolder {
    let path: String
    var script: String { path + "/cbc" }

    init(_ text: String) throws {
        path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        try text.write(toFile: script, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
