package import Policies
package import Storage

extension FileError {
    /// What failed, where, why, and the remedy where there is one.
    package var words: LocalText { LocalText("无法\(verb) \(path)：\(reason)", description) }

    private var verb: String {
        switch operation {
        case .open: "打开"
        case .list: "列出"
        case .makeDirectory: "创建目录"
        case .rename: "重命名"
        case .remove: "删除"
        case .syncDirectory: "同步目录"
        case .lock: "锁定"
        case .map: "映射"
        case .read: "读取"
        case .write: "写入"
        case .sync: "同步"
        case .allocate: "预留空间给"
        case .truncate: "截断"
        case .size: "读取大小"
        }
    }

    private var reason: String {
        switch code {
        case .notFound: "没有这个文件或目录"
        case .exists: "已经存在"
        case .noSpace: "磁盘空间或配额不足，请清理"
        case .permissionDenied: "没有权限，请检查所有者和权限"
        case .readOnly: "文件系统只读，请以可写方式挂载，或改用其他位置"
        case .interrupted: "被信号中断"
        case .io: "设备报告读写错误，请先检查磁盘"
        case .locked(let owner): "被\(owner.isEmpty ? "其他进程" : " \(owner) ")占用"
        case .other(let number): Self.reasons[number] ?? "errno \(number)"
        }
    }

    /// What Linux means by the numbers that users meet.
    private static let reasons: [Int32: String] = [
        20: "路径中有一部分不是目录", 21: "它是目录", 22: "文件系统不支持", 23: "系统打开的文件过多",
        24: "进程打开的文件过多，请提高 ulimit -n", 27: "文件过大", 36: "名称过长", 40: "符号链接层数过多",
        116: "文件已被其他文件取代，请重试",
    ]
}
