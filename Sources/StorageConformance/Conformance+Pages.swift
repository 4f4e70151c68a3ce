internal import Conformance
internal import Storage
internal import Threads

extension FileSystemConformance {
    static let pageChecks: [Check] = [
        Check("a new page is zero") { try $0.newPageIsZero() },
        Check("a word keeps what is stored") { try $0.wordKeepsValue() },
        Check("adding gives the sum and wraps") { try $0.addingGivesSum() },
        Check("mappings of one file share their words") { try $0.mappingsShareWords() },
        Check("a page outlives its mapping") { try $0.pageOutlivesMapping() },
        Check("mapping extends a file and keeps its bytes") { try $0.mappingExtends() },
        Check("a wait for another value ends at once") { try $0.waitForOtherValueEnds() },
        Check("a wait ends when its time is up") { try $0.waitEndsInTime() },
        Check("all waiters are woken") { try $0.waitersAreWoken() },
        Check("threads add without loss") { try $0.threadsAddWithoutLoss() },
        Check("a page needs its directory") { try $0.pageNeedsDirectory() },
        Check("a page that is only read sees what is stored, and is not made") { try $0.pageIsOnlyRead() },
    ]

    private func withPage<Result>(
        _ byteCount: Int = 4096, _ body: (any SharedPage) throws -> Result
    ) throws -> Result {
        let page = try fileSystem.mapShared(path("page"), byteCount: byteCount)
        defer { page.unmap() }
        return try body(page)
    }

    private func newPageIsZero() throws {
        try withPage { page in
            for index in [0, 1, 511] { try expect(page.load(index), is: 0, "word \(index)") }
        }
        try expect(try withFile("page", .read) { try $0.size() }, is: 4096, "size of the file")
    }

    private func wordKeepsValue() throws {
        try withPage { page in
            page.store(.max, at: 3)
            page.store(0x0102_0304_0506_0708, at: 511)
            try expect(page.load(3), is: .max, "word 3")
            try expect(page.load(511), is: 0x0102_0304_0506_0708, "word 511")
            try expect([page.load(2), page.load(4)], is: [0, 0], "the words beside it")
        }
    }

    private func addingGivesSum() throws {
        try withPage { page in
            try expect(page.add(5, at: 1), is: 5, "first sum")
            try expect(page.add(.max, at: 1), is: 4, "sum past the end")
            try expect(page.load(1), is: 4, "what is stored")
        }
    }

    private func mappingsShareWords() throws {
        try withPage { one in
            try withPage { other in
                one.store(7, at: 0)
                try expect(other.load(0), is: 7, "one way")
                try expect(other.add(1, at: 0), is: 8, "sum")
                try expect(one.load(0), is: 8, "the other way")
            }
            try expect(one.load(0), is: 8, "after the other is gone")
        }
    }

    private func pageOutlivesMapping() throws {
        try withPage { $0.store(7, at: 9) }
        try withPage { try expect($0.load(9), is: 7, "word 9") }
    }

    private func mappingExtends() throws {
        try make("page", "\u{1}")
        try withPage(64) { try expect($0.load(0), is: 1, "word 0") }
        try withPage(4096) { try expect([$0.load(0), $0.load(511)], is: [1, 0], "words") }
        try withPage(64) { _ in }
        try expect(try withFile("page", .read) { try $0.size() }, is: 4096, "a smaller mapping cuts nothing")
    }

    private func waitForOtherValueEnds() throws {
        try withPage { page in
            page.store(1, at: 0)
            let start = MonotonicInstant.now
            page.wait(at: 0, while: 2, atMost: .seconds(60))
            try expect(page.load(0), is: 1, "value")
            try expect(start.advanced(byNanoseconds: 30_000_000_000) > .now, "it ended at once")
        }
    }

    private func waitEndsInTime() throws {
        try withPage { page in
            page.wait(at: 0, while: 0, atMost: .milliseconds(1))
            page.wait(at: 0, while: 0, atMost: .zero)
            page.wait(at: 0, while: 0, atMost: .seconds(-1))
            // Only the low half counts.
            page.store(1 << 32, at: 0)
            page.wait(at: 0, while: 0, atMost: .milliseconds(1))
        }
    }

    private func waitersAreWoken() throws {
        try withPage { page in
            let start = MonotonicInstant.now
            let waiters = (0..<3).map { number in
                NamedThread("waiter \(number)") {
                    _ = page.add(1, at: 1)
                    while page.load(0) == 0 { page.wait(at: 0, while: 0, atMost: .seconds(60)) }
                }
            }
            // Each says that it is about to wait, so most runs find them waiting.
            while page.load(1) < 3 { page.wait(at: 1, while: 3, atMost: .milliseconds(1)) }
            page.wait(at: 0, while: 0, atMost: .milliseconds(1))
            page.store(1, at: 0)
            page.wake(0)
            for waiter in waiters { waiter.join() }
            try expect(start.advanced(byNanoseconds: 30_000_000_000) > .now, "none waited until its time was up")
        }
    }

    private func threadsAddWithoutLoss() throws {
        try withPage { page in
            let threads = (0..<4).map { number in
                NamedThread("adder \(number)") { for _ in 0..<1000 { _ = page.add(1, at: 0) } }
            }
            for thread in threads { thread.join() }
            try expect(page.load(0), is: 4000, "sum")
        }
    }

    private func pageIsOnlyRead() throws {
        func expectNone() throws {
            try expectRefusal(.notFound, .map, path("page")) { () throws(FileError) in
                try fileSystem.mapReadOnly(path("page"), byteCount: 4096)
            }
        }
        try expectNone()
        try expect(try names(), is: [], "nothing is made")
        try make("page", "short")
        try expectNone()
        try fileSystem.remove(path("page"))
        try withPage { page in
            try expect(page.isWritable, "the other is for writing")
            page.store(7, at: 511)
            let seen = try fileSystem.mapReadOnly(path("page"), byteCount: 4096)
            defer { seen.unmap() }
            try expect(!seen.isWritable, "it is for reading")
            try expect(seen.load(511), is: 7, "a word from before")
            page.store(8, at: 511)
            try expect(seen.load(511), is: 8, "a word from after")
            seen.wait(at: 511, while: 7, atMost: .seconds(60))
            seen.wait(at: 511, while: 8, atMost: .milliseconds(1))
        }
    }

    private func pageNeedsDirectory() throws {
        try expectRefusal(.notFound, .map, path("missing/page")) { () throws(FileError) in
            try fileSystem.mapShared(path("missing/page"), byteCount: 4096)
        }
    }
}
