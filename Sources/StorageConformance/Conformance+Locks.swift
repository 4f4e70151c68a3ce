internal import Conformance
internal import Storage
internal import Threads

extension FileSystemConformance {
    static let lockChecks: [Check] = [
        Check("a lock excludes others and names its owner") { try $0.lockExcludes() },
        Check("a released lock can be taken again") { try $0.releasedLockIsFree() },
        Check("asking for a lock does not take it") { try $0.askingDoesNotTake() },
        Check("the owner's text is all the lock file holds") { try $0.ownerTextReplaces() },
        Check("locks on two paths are two locks") { try $0.locksAreIndependent() },
        Check("a lock outlives its file's name no longer than its holder") { try $0.removedLockIsNone() },
        Check("a lock that its holders remove has one holder at a time") { try $0.removedLockExcludes() },
        Check("a lock needs its directory") { try $0.lockNeedsDirectory() },
    ]

    private func lockExcludes() throws {
        let lock = try fileSystem.lock(path("lock"), owner: "process 7 on host a")
        defer { lock.release() }
        let refusal = FileError.Code.locked(owner: "process 7 on host a")
        for _ in 0..<2 {
            try expectRefusal(refusal, .lock, path("lock")) { () throws(FileError) in
                try fileSystem.lock(path("lock"), owner: "somebody else")
            }
        }
    }

    private func releasedLockIsFree() throws {
        for owner in ["first", "second", "third"] {
            let lock = try fileSystem.lock(path("lock"), owner: owner)
            try expect(try fileSystem.isLocked(path("lock")), "it is held")
            lock.release()
            try expect(try !fileSystem.isLocked(path("lock")), "it is free")
        }
    }

    private func askingDoesNotTake() throws {
        try expect(try !fileSystem.isLocked(path("lock")), "no file, no lock")
        try expect(try names(), is: [], "asking makes no file")
        try fileSystem.lock(path("lock"), owner: "owner").release()
        for _ in 0..<2 { try expect(try !fileSystem.isLocked(path("lock")), "nobody holds it") }
        let lock = try fileSystem.lock(path("lock"), owner: "owner")
        defer { lock.release() }
        for _ in 0..<2 { try expect(try fileSystem.isLocked(path("lock")), "somebody holds it") }
    }

    private func ownerTextReplaces() throws {
        try fileSystem.lock(path("lock"), owner: "an owner with a long name").release()
        let lock = try fileSystem.lock(path("lock"), owner: "short")
        defer { lock.release() }
        try expect(try text("lock"), is: "short", "text")
    }

    private func locksAreIndependent() throws {
        let one = try fileSystem.lock(path("one"), owner: "one")
        let two = try fileSystem.lock(path("two"), owner: "two")
        one.release()
        try expect(try !fileSystem.isLocked(path("one")), "one is free")
        try expect(try fileSystem.isLocked(path("two")), "two is held")
        two.release()
    }

    private func removedLockIsNone() throws {
        let old = try fileSystem.lock(path("lock"), owner: "old")
        try fileSystem.remove(path("lock"))
        try expect(try !fileSystem.isLocked(path("lock")), "no file, no lock")
        let new = try fileSystem.lock(path("lock"), owner: "new")
        old.release()
        try expect(try fileSystem.isLocked(path("lock")), "the new one is held")
        new.release()
    }

    /// Each takes the lock while another may be removing its file: whoever has it has the file of that name.
    private func removedLockExcludes() throws {
        let holders = Monitor((present: 0, most: 0, refusal: FileError?.none))
        let threads = (0..<4).map { number in
            NamedThread("holder \(number)") { [fileSystem, name = path("lock")] in
                for _ in 0..<2000 {
                    do throws(FileError) {
                        let lock = try fileSystem.lock(name, owner: "holder \(number)")
                        defer { lock.release() }
                        holders.withLock {
                            $0.present += 1
                            $0.most = max($0.most, $0.present)
                        }
                        holders.withLock { $0.present -= 1 }
                        try fileSystem.remove(name)
                    } catch {
                        if case .locked = error.code { continue }
                        holders.withLock { $0.refusal = error }
                    }
                }
            }
        }
        for thread in threads { thread.join() }
        let (_, most, refusal) = holders.withLock { $0 }
        try expect(refusal, is: nil, "refusal")
        try expect(most, is: 1, "holders at a time")
    }

    private func lockNeedsDirectory() throws {
        try expectRefusal(.notFound, .lock, path("missing/lock")) { () throws(FileError) in
            try fileSystem.lock(path("missing/lock"), owner: "owner")
        }
        try expect(try !fileSystem.isLocked(path("missing/lock")), "no directory, no lock")
    }
}
