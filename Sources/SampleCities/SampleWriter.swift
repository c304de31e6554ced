import FoundationEssentials
import Glibc
import Tables

/// Writes a whole evaluation folder of a fictional city.
///
/// The folder appears whole or not at all: it is written beside its place and then renamed.
/// Memory does not grow with the number of units.
///
/// - Throws: `.folderExists` when something is there already, `.refused` when the system refuses.
package func writeSample(
    _ parameters: SampleParameters, to folder: String
) throws(SampleError) {
    let place = SamplePlace(folder)
    try place.prepare()
    do {
        let totals = try writeForms(parameters, in: place.partial)
        try write(
            evaluationSettings(parameters, totals), to: place.partial + "/evaluation.yaml")
        try write(readme(parameters), to: place.partial + "/README.md")
        try writeJudgements(parameters, in: place.partial)
        try place.finish()
    } catch {
        place.abandon()
        throw error
    }
}

/// Approved posts of the whole city.
struct PostTotals {
    var administrative = 0
    var all = 0
}

private func writeForms(
    _ parameters: SampleParameters, in folder: String
) throws(SampleError) -> PostTotals {
    let forms = try SampleForms(parameters, in: folder)
    var totals = PostTotals()
    for index in 0..<parameters.units {
        let unit = SampleUnit(index: index, parameters: parameters)
        try forms.write(unit)
        totals.all += unit.posts + unit.manualPosts
        totals.administrative += unit.kind.isDepartment ? unit.posts : 0
    }
    try forms.close()
    return totals
}

private func writeJudgements(
    _ parameters: SampleParameters, in folder: String
) throws(SampleError) {
    let file = try SampleFile(
        path: folder + "/experts/judgements.csv",
        header: ["专家", "上级指标", "指标甲", "指标乙", "甲比乙", "评估序列", "专家权重"])
    for judgement in ExpertPanel(parameters: parameters).judgements() {
        file.cell(judgement.expert)
        file.cell(judgement.node)
        file.cell(judgement.left)
        file.cell(judgement.right)
        file.cell(judgement.step >= 0 ? "\(judgement.step + 1)" : "1/\(1 - judgement.step)")
        file.cell(judgement.unitClass)
        file.cell(1)
        try file.end()
    }
    try file.close()
}

private func write(_ text: String, to path: String) throws(SampleError) {
    do {
        try writeWhole(Array(text.utf8), to: path)
    } catch {
        throw .refused(path: path, errorNumber: error.number)
    }
}

/// Where a folder will stand, and where it is written until it is whole.
private struct SamplePlace {
    let folder: String
    let partial: String

    init(_ path: String) {
        var folder = path
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        self.folder = folder
        let cut = folder.lastIndex(of: "/").map { folder.index(after: $0) } ?? folder.startIndex
        partial = folder[..<cut] + "." + folder[cut...] + ".partial"
    }

    /// Makes empty folders; what an interrupted run left behind goes.
    func prepare() throws(SampleError) {
        guard access(folder, F_OK) != 0 else { throw .folderExists(path: folder) }
        abandon()
        for path in ["", "/forms", "/ledgers", "/survey", "/experts"] {
            guard mkdir(partial + path, 0o755) == 0 else {
                throw .refused(path: partial + path, errorNumber: errno)
            }
        }
    }

    func finish() throws(SampleError) {
        guard rename(partial, folder) == 0 else {
            throw .refused(path: folder, errorNumber: errno)
        }
    }

    func abandon() {
        // Nothing to remove is the usual case; what can't be removed fails at `mkdir`.
        try? FileManager.default.removeItem(atPath: partial)
    }
}
