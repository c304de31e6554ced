import Diagnostics
import Languages
import LinearAlgebra
import Reports
import SampleCities
import Tables

/// What the system, a folder in the way or the numbers refused, in words.

private let writingRemedy = Wording(
    zh: "请检查路径、权限和磁盘空间；没有留下写了一半的文件",
    en: "check path, rights and free space; nothing half-written was left")

extension Diagnostic {
    fileprivate static func outputExists(_ path: String) -> Diagnostic {
        Diagnostic(
            .outputExists, at: Place(file: path), found: path,
            expected: Wording(zh: "不存在的路径", en: "a path where nothing stands"),
            message: Wording(zh: "已经存在", en: "something is there already"),
            remedy: Wording(
                zh: "请换一个名称，已有的文件不会被覆盖",
                en: "name another one; nothing is ever overwritten"))
    }
}

extension FileError {
    var diagnostic: Diagnostic {
        if isInTheWay { return .outputExists(path) }
        return Diagnostic(
            .writeRefused, at: Place(file: path), found: reason,
            message: Wording(
                zh: "系统拒绝读写（\(reason)）", en: "the system refused (\(reason))"),
            remedy: writingRemedy)
    }
}

extension ReportError {
    var diagnostic: Diagnostic {
        Diagnostic(
            .writeRefused, at: Place(file: path), message: message, remedy: writingRemedy)
    }
}

extension SampleError {
    var isSystemRefusal: Bool {
        if case .refused = self { return true }
        return false
    }

    var diagnostic: Diagnostic {
        switch self {
        case .folderExists(let path): .outputExists(path)
        case .refused(let path, let number):
            FileError(action: .write, path: path, number: number).diagnostic
        }
    }
}

extension LinearAlgebraError {
    var diagnostic: Diagnostic {
        Diagnostic(
            .notConverged, at: Place(file: "experts/judgements.csv"), found: "\(self)",
            message: Wording(
                zh: "数值计算未收敛（\(self)）", en: "a computation did not converge (\(self))"),
            remedy: Wording(
                zh: "请将输入文件和本行文字一并反馈给维护者",
                en: "please report this line with the input to the maintainers"))
    }
}
