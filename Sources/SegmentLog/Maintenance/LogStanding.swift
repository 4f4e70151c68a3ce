internal import CommitLog
internal import Storage

/// A log as it stands at one moment, with or without a writer: what the manifest says, and the files of the segments
/// that it does not list, open, so that sealing and repacking cannot take them away.
struct LogStanding {
    struct Unlisted {
        var name: SegmentName
        var reader: SegmentReader
    }

    let survey: LogSurvey
    let unlisted: [Unlisted]
    /// What opening for writing would say of the unlisted segments; nil while a writer has the log open.
    let judgement: UnsealedSegments?
    /// With a writer: the last record known durable.
    let durable: SequenceNumber?

    /// - Throws: as ``LogSurvey``.
    init(_ directory: LogDirectory, masterKey: MasterKey?) throws(LogError) {
        for _ in 0..<Limits.retriesMax {
            if try directory.isHeld() {
                // The position first: whatever was durable then is in what is found afterwards.
                guard let position = try Self.published(directory) else { continue }
                let survey = try LogSurvey(directory, masterKey: masterKey)
                guard position.log == survey.log else { continue }
                if let manifest = survey.manifest, manifest.generation < position.manifestGeneration { continue }
                guard let unlisted = try Self.open(survey) else { continue }
                let durable = max(position.durable, survey.manifest?.lastSealed ?? .zero)
                self.init(survey, unlisted, judgement: nil, durable: durable)
                return
            }
            let survey = try LogSurvey(directory, masterKey: masterKey)
            guard let unlisted = try Self.open(survey) else { continue }
            let judgement = Result { () throws(LogError) in try Self.judge(survey, unlisted) }
            if case .success(let judgement?) = judgement {
                self.init(survey, unlisted, judgement: judgement, durable: nil)
                return
            }
            for segment in unlisted { segment.reader.close() }
            _ = try judgement.get()
        }
        // Somebody is opening the log all this time. Its sealed segments can be relied upon.
        let survey = try LogSurvey(directory, masterKey: masterKey)
        self.init(survey, [], judgement: nil, durable: survey.manifest?.lastSealed ?? .zero)
    }

    private init(
        _ survey: LogSurvey, _ unlisted: [Unlisted], judgement: UnsealedSegments?, durable: SequenceNumber?
    ) {
        self.survey = survey
        self.unlisted = unlisted
        self.judgement = judgement
        self.durable = durable
    }

    func close() { for segment in unlisted { segment.reader.close() } }

    /// Nil while the writer is opening the log; waits a moment for it.
    private static func published(_ directory: LogDirectory) throws(LogError) -> Position? {
        guard let page = try directory.mapPosition() else { return nil }
        defer { page.unmap() }
        let bell = Position.bell(on: page)
        if let position = Position(on: page, log: nil) { return position }
        Position.wait(on: page, bell: bell, atMost: .milliseconds(100))
        return nil
    }

    /// Nil if a file was replaced between listing and opening.
    private static func open(_ survey: LogSurvey) throws(LogError) -> [Unlisted]? {
        var opened: [Unlisted] = []
        for name in survey.unlisted {
            do throws(FileError) {
                let reader = try survey.directory.openSegment(name, log: survey.log, keys: survey.keys)
                opened.append(Unlisted(name: name, reader: reader))
            } catch {
                for segment in opened { segment.reader.close() }
                if error.code == .notFound { return nil }
                throw .file(error)
            }
        }
        return opened
    }

    /// Nil if a writer came meanwhile.
    private static func judge(_ survey: LogSurvey, _ unlisted: [Unlisted]) throws(LogError) -> UnsealedSegments? {
        let directory = survey.directory
        let judgement = Result { () throws(LogError) in
            try UnsealedSegments.look(
                at: unlisted.map(\.name), in: directory, manifest: survey.manifest ?? survey.standInManifest,
                keys: survey.keys)
        }
        if try directory.isHeld() { return nil }
        if let manifest = survey.manifest, try directory.readManifest() != manifest { return nil }
        return try judgement.get()
    }
}
