import Assessment
import TestFolders

extension SampleFiles {
    /// What becomes of the files in a folder of their own.
    func evaluation() throws -> Evaluation {
        let folder = try folder()
        return try withExtendedLifetime(folder) { try Evaluation(ofFolder: folder.path) }
    }

    func check() throws -> FolderCheck {
        let folder = try folder()
        return try withExtendedLifetime(folder) { try FolderCheck(folder.path) }
    }
}
