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
    let place = NewFolder(folder)
    try place.step { () throws(FileError) in
        try place.make(
            subfolders: ["forms"] + (parameters.forms == .full ? ["ledgers"] : [])
                + ["survey", "experts"])
    }
    do {
        switch parameters.forms {
        case .full: try writeForms(parameters, in: place.temporaryPath)
        case .kpi: try writeValues(parameters, in: place.temporaryPath)
        }
        try write(readme(parameters), to: place.temporaryPath + "/README.md")
        try writeJudgements(parameters, in: place.temporaryPath)
        try place.step(place.publish)
    } catch {
        place.discard()
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
) throws(SampleError) {
    let forms = try SampleForms(parameters, in: folder)
    var totals = PostTotals()
    for index in 0..<parameters.units {
        let unit = SampleUnit(index: index, parameters: parameters)
        try forms.write(unit)
        totals.all += unit.posts + unit.manualPosts
        totals.administrative += unit.kind.isDepartment ? unit.posts : 0
    }
    try forms.close()
    try write(evaluationSettings(parameters, totals), to: folder + "/evaluation.yaml")
}

/// Units, the values of their indicators and the survey of some of them.
private func writeValues(
    _ parameters: SampleParameters, in folder: String
) throws(SampleError) {
    let units = try SampleFile(
        path: folder + "/forms/units.csv", columns: SampleFile.unitColumns)
    let values = try SampleFile(path: folder + "/forms/kpi.csv", columns: "单位编码 指标编码 值")
    let survey = try SampleSurvey(parameters, Pseudonyms(parameters), in: folder)
    for index in 0..<parameters.units {
        let unit = SampleUnit(index: index, parameters: parameters)
        units.cells(describing: unit)
        try units.end()
        let id = unit.id
        for (code, value) in SampleValues(unit).hundredths {
            values.cell(id)
            values.cell(code)
            values.cell(hundredths: value)
            try values.end()
        }
        try survey.write(unit)
    }
    try units.close()
    try values.close()
    try survey.close()
    try write(suppliedTree(), to: folder + "/tree.yaml")
    try write(settingsOfValues(parameters), to: folder + "/evaluation.yaml")
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

extension NewFolder {
    /// A step that the system may refuse, told as a sample's error.
    fileprivate func step(_ step: () throws(FileError) -> Void) throws(SampleError) {
        do {
            try step()
        } catch {
            throw error.isInTheWay
                ? .folderExists(path: path)
                : .refused(path: error.path, errorNumber: error.number)
        }
    }
}
