internal import Conformance
internal import Storage

extension FileSystemConformance {
    static let nameChecks: [Check] = [
        Check("a directory lists its names") { try $0.directoryListsNames() },
        Check("only a directory can be listed") { try $0.onlyDirectoryIsListed() },
        Check("a directory is made once, in one that exists") { try $0.directoryIsMadeOnce() },
        Check("a directory is synced, and only a directory") { try $0.directoryIsSynced() },
        Check("a file gets another name") { try $0.fileGetsAnotherName() },
        Check("renaming replaces what had the name") { try $0.renameReplaces() },
        Check("a renamed and a replaced file stay open") { try $0.renamedFilesStayOpen() },
        Check("renaming to the same name changes nothing") { try $0.renameToSameName() },
        Check("a directory gets another name, with what is in it") { try $0.directoryGetsAnotherName() },
        Check("a missing name cannot be renamed") { try $0.missingNameIsNotRenamed() },
        Check("a removed file is gone") { try $0.removedFileIsGone() },
        Check("a removed file stays usable while it is open") { try $0.removedFileStaysUsable() },
        Check("a directory is not removed or opened as a file") { try $0.directoryIsNoFile() },
        Check("an empty directory is removed, and only that") { try $0.emptyDirectoryIsRemoved() },
    ]

    private func directoryListsNames() throws {
        try expect(try names(), is: [], "an empty directory")
        for name in ["b", "a", ".hidden", "名字"] { try make(name) }
        try fileSystem.makeDirectory(path("directory"))
        try make("directory/inside")
        try expect(try names(), is: [".hidden", "a", "b", "directory", "名字"].sorted(), "names")
        try expect(try fileSystem.list(path("directory")), is: ["inside"], "names inside")
    }

    private func onlyDirectoryIsListed() throws {
        try make("file")
        try expectRefusal(.notFound, .list, path("missing")) { () throws(FileError) in
            try fileSystem.list(path("missing"))
        }
        try expectRefusal(nil, .list, path("file")) { () throws(FileError) in try fileSystem.list(path("file")) }
    }

    private func directoryIsMadeOnce() throws {
        try make("file")
        try fileSystem.makeDirectory(path("directory"))
        for name in ["directory", "file"] {
            try expectRefusal(.exists, .makeDirectory, path(name)) { () throws(FileError) in
                try fileSystem.makeDirectory(path(name))
            }
        }
        try expectRefusal(.notFound, .makeDirectory, path("missing/directory")) { () throws(FileError) in
            try fileSystem.makeDirectory(path("missing/directory"))
        }
    }

    private func directoryIsSynced() throws {
        try make("file")
        try fileSystem.syncDirectory(directory)
        try expectRefusal(.notFound, .syncDirectory, path("missing")) { () throws(FileError) in
            try fileSystem.syncDirectory(path("missing"))
        }
        try expectRefusal(nil, .syncDirectory, path("file")) { () throws(FileError) in
            try fileSystem.syncDirectory(path("file"))
        }
    }

    private func fileGetsAnotherName() throws {
        try fileSystem.makeDirectory(path("directory"))
        try make("old", "content")
        try fileSystem.rename(path("old"), to: path("new"))
        try expect(try names(), is: ["directory", "new"], "names")
        try fileSystem.rename(path("new"), to: path("directory/moved"))
        try expect(try names(), is: ["directory"], "names")
        try expect(try text("directory/moved"), is: "content", "content")
    }

    private func renameReplaces() throws {
        try make("source", "new")
        try make("target", "old and longer")
        try fileSystem.rename(path("source"), to: path("target"))
        try expect(try names(), is: ["target"], "names")
        try expect(try text("target"), is: "new", "content")
    }

    private func renamedFilesStayOpen() throws {
        try make("source", "new")
        try make("target", "old")
        try withFile("source", .readWrite) { moved in
            try withFile("target", .readWrite) { replaced in
                try fileSystem.rename(path("source"), to: path("target"))
                try write("!", to: moved, at: 3)
                try write("?", to: replaced, at: 3)
                try expect(try text(of: replaced), is: "old?", "what was replaced")
            }
        }
        try expect(try text("target"), is: "new!", "what was moved")
    }

    private func renameToSameName() throws {
        try make("file", "content")
        try fileSystem.rename(path("file"), to: path("file"))
        try expect(try text("file"), is: "content", "content")
    }

    private func directoryGetsAnotherName() throws {
        try fileSystem.makeDirectory(path("old"))
        try make("old/file", "content")
        try fileSystem.makeDirectory(path("empty"))
        try fileSystem.rename(path("old"), to: path("new"))
        try expect(try text("new/file"), is: "content", "content")
        try fileSystem.rename(path("new"), to: path("empty"))
        try expect(try text("empty/file"), is: "content", "an empty directory is replaced")
        try fileSystem.makeDirectory(path("other"))
        for target in ["empty", "empty/file", "other/inside"] {
            try expectRefusal(nil, .rename, path("other")) { () throws(FileError) in
                try fileSystem.rename(path("other"), to: path(target))
            }
        }
        try expectRefusal(nil, .rename, path("empty/file")) { () throws(FileError) in
            try fileSystem.rename(path("empty/file"), to: path("other"))
        }
    }

    private func missingNameIsNotRenamed() throws {
        try make("file", "content")
        try expectRefusal(.notFound, .rename, path("missing")) { () throws(FileError) in
            try fileSystem.rename(path("missing"), to: path("file"))
        }
        try expectRefusal(.notFound, .rename, path("file")) { () throws(FileError) in
            try fileSystem.rename(path("file"), to: path("missing/file"))
        }
        try expect(try text("file"), is: "content", "content")
    }

    private func removedFileIsGone() throws {
        try make("file", "content")
        try fileSystem.remove(path("file"))
        try expect(try names(), is: [], "names")
        try expectRefusal(.notFound, .remove, path("file")) { () throws(FileError) in
            try fileSystem.remove(path("file"))
        }
        try make("file")
        try expect(try text("file"), is: "", "a new file of that name is empty")
    }

    private func removedFileStaysUsable() throws {
        try make("file", "content")
        try withFile("file", .readWrite) { file in
            try fileSystem.remove(path("file"))
            try make("file", "another")
            try write("C", to: file, at: 0)
            try expect(try text(of: file), is: "Content", "content")
            try file.sync()
        }
        try expect(try text("file"), is: "another", "the new file is another")
    }

    private func directoryIsNoFile() throws {
        try fileSystem.makeDirectory(path("directory"))
        for mode in [OpenMode.read, .readWrite] {
            try expectRefusal(nil, .open, path("directory")) { () throws(FileError) in
                try fileSystem.open(path("directory"), mode)
            }
        }
        try expectRefusal(nil, .remove, path("directory")) { () throws(FileError) in
            try fileSystem.remove(path("directory"))
        }
        try expect(try names(), is: ["directory"], "names")
    }

    private func emptyDirectoryIsRemoved() throws {
        try fileSystem.makeDirectory(path("directory"))
        try make("directory/inside")
        try make("file")
        for name in ["directory", "file"] {
            try expectRefusal(nil, .remove, path(name)) { () throws(FileError) in
                try fileSystem.removeDirectory(path(name))
            }
        }
        try expectRefusal(.notFound, .remove, path("missing")) { () throws(FileError) in
            try fileSystem.removeDirectory(path("missing"))
        }
        try fileSystem.remove(path("directory/inside"))
        try fileSystem.removeDirectory(path("directory"))
        try expect(try names(), is: ["file"], "names")
        try fileSystem.makeDirectory(path("directory"))
        try expect(try fileSystem.list(path("directory")), is: [], "a new directory of that name is empty")
    }
}
