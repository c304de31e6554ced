import Languages
import SampleCities
import Tables

/// What the system or a folder in the way refused, in words.

extension FileError {
    var message: Wording {
        Wording(zh: "写不成文件：\(self)", en: "a file could not be written: \(self)")
    }

    var remedy: Wording {
        Wording(
            zh: "请检查路径、权限和磁盘空间；没有留下写了一半的文件",
            en: "check path, rights and free space; nothing half-written was left")
    }
}

extension SampleError {
    var isSystemRefusal: Bool {
        if case .refused = self { return true }
        return false
    }

    var message: Wording {
        switch self {
        case .folderExists(let path):
            Wording(zh: "\(path) 已经存在", en: "\(path) is there already")
        case .refused(let path, let number):
            Wording(
                zh: "系统拒绝写入 \(path)（errno \(number)）",
                en: "the system refused to write \(path) (errno \(number))")
        }
    }

    var remedy: Wording {
        switch self {
        case .folderExists:
            Wording(zh: "请换一个名称，样例从不覆盖", en: "name another one; a sample never overwrites")
        case .refused:
            Wording(zh: "请检查路径、权限和磁盘空间", en: "check path, rights and free space")
        }
    }
}
