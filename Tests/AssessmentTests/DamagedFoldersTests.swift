import Assessment
import Diagnostics
import FoundationEssentials
import TestFolders
import Testing

/// `DAMAGE_SEEDS=150-5000 swift test --filter DamagedFolders` tries others.
private let seeds: Range<UInt64> = {
    let bounds = (ProcessInfo.processInfo.environment["DAMAGE_SEEDS"] ?? "0-150")
        .split(separator: "-").compactMap { UInt64($0) }
    precondition(bounds.count == 2 && bounds[0] < bounds[1], "DAMAGE_SEEDS is from-to")
    return bounds[0]..<bounds[1]
}()

@Suite("A damaged folder is refused with reasons, or evaluated")
struct DamagedFoldersTests {
    @Test("no crash, every problem has its place, nothing is written", arguments: seeds)
    func damaged(seed: UInt64) throws {
        let sample = seed.isMultiple(of: 3) ? "second-tree" : "minimal"
        let (what, files) = try SampleFiles(sample: sample).damaged(seed: seed)
        let folder = try files.folder()
        let before = try folder.contents()
        do {
            let evaluation = try Evaluation(ofFolder: folder.path)
            expectLaws(of: evaluation.result)
            #expect(evaluation.log.kept.allSatisfy { $0.severity == .warning }, "\(what)")
            expectPlaces(evaluation.log, what)
        } catch let refusal as InvalidInput {
            #expect(refusal.log.hasErrors, "\(what)")
            expectPlaces(refusal.log, what)
        }
        #expect(try folder.contents() == before, "\(what)")
    }

    private func expectPlaces(_ log: DiagnosticLog, _ what: String) {
        for diagnostic in log.kept {
            let place = diagnostic.place
            #expect(!place.file.isEmpty && !place.file.hasPrefix("/"), "\(what): \(place)")
            #expect(!diagnostic.message.zh.isEmpty && !diagnostic.message.en.isEmpty)
            #expect(!diagnostic.remedy.zh.isEmpty && !diagnostic.remedy.en.isEmpty)
            #expect((place.line ?? 1) >= 1 && (place.column ?? 1) >= 1)
            // Only what concerns a whole file has no line.
            let isWhole = [
                .fileEmpty, .fileMissing, .fileUnreadable, .fileUnknown, .judgementsMissing,
                .encodingInvalid,
            ].contains(diagnostic.code)
            #expect(isWhole || place.line != nil, "\(what): \(diagnostic.code) \(place)")
        }
    }
}
