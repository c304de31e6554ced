package import Languages
internal import Workbooks

/// The system refused to hold what a report would say; the caller's material is not to blame.
package enum ReportError: Error, Sendable, Hashable {
    /// What should be a folder is a file, a link or something else.
    case notAFolder(path: String)
    /// A call failed; `reason` is the system's own word for it.
    case refused(path: String, operation: Operation, reason: String)

    package enum Operation: String, Sendable, Hashable {
        case create, open, lock, read, write, rename, remove
    }

    package var path: String {
        switch self {
        case .notAFolder(let path), .refused(let path, _, _): path
        }
    }

    package var message: Wording {
        switch self {
        case .notAFolder(let path):
            Wording(
                zh: "“\(path)”不是普通文件夹，报告不会写到别处",
                en: "«\(path)» is not a plain folder; no report is written elsewhere")
        case .refused(let path, let operation, let reason):
            Wording(
                zh: "系统拒绝\(operation.chinese)“\(path)”：\(reason)",
                en: "the system refused to \(operation.rawValue) «\(path)»: \(reason)")
        }
    }
}

extension ReportError.Operation {
    fileprivate var chinese: String {
        switch self {
        case .create: "创建"
        case .open: "打开"
        case .lock: "锁定"
        case .read: "读取"
        case .write: "写入"
        case .rename: "更名"
        case .remove: "删除"
        }
    }
}

extension Spreadsheet {
    /// - Parameters:
    ///   - path: The file to write.
    ///   - scratch: Folder for the library's own files, which are gone when this returns.
    func written(to path: String, scratch: String) throws(ReportError) {
        do throws(SpreadsheetError) {
            try write(to: path, scratch: scratch)
        } catch {
            switch error {
            case .notCreated(let reason):
                throw .refused(path: path, operation: .create, reason: reason)
            case .notWritten(let reason):
                throw .refused(path: path, operation: .write, reason: reason)
            }
        }
    }
}
