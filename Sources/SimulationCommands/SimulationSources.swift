internal import Calendars
internal import EventRendering
internal import PaidanCommands
internal import Policies
internal import PolicyFiles
internal import RecordedWork
internal import SegmentLog
internal import Simulation
internal import Storage
internal import ZoneFiles

/// All that a simulation reads.
struct SimulationSources {
    let mappingName: String
    let mapping: Mapping
    let record: Record
    let workload: Workload
    let policy: PolicyDocument
    let profile: String

    init(_ command: Simulate, in shell: Shell) throws(Refusal) {
        let reader = SourceReader(shell: shell)
        mappingName = command.mapping
        mapping = try reader.mapping(command.mapping)
        let zone = try reader.zone(mapping.zone)
        var record = try reader.record(command.arrivals, mapping, named: command.mapping, zone)
        if let first = command.first { record.cases = Array(record.cases.prefix(first)) }
        self.record = record
        let profile = try reader.profile(command.profile)
        self.profile = command.profile
        do throws(SimulationError) {
            var workload = try Workload(record, by: mapping, zone: zone)
            if let agents = command.agents { try reader.change(&workload, by: agents, zone) }
            guard !workload.agents.isEmpty else { throw .nobody }
            policy = try ProfileForRecord.document(profile, for: workload)
            try workload.checkChannels(policy.policy)
            self.workload = workload
        } catch {
            throw Refusal(
                error, out: command.out, profile: command.profile, agents: command.agents ?? "", shell.language)
        }
    }
}

/// Reads what a user names.
struct SourceReader {
    let shell: Shell

    func mapping(_ name: String) throws(Refusal) -> Mapping {
        let source = try source(Mappings.source(name), orNamed: name)
        do throws(RecordedWorkError) { return try Mapping(reading: source) } catch {
            throw Refusal(error, file: name, mapping: name, shell.language)
        }
    }

    /// What ships, or a file that the user named.
    private func source(_ shipped: [UInt8]?, orNamed name: String) throws(Refusal) -> [UInt8] {
        if let shipped { return shipped }
        return try shell.readNamed(name, limit: PolicyLimits.sourceBytesMax + 1)
    }

    func zone(_ name: String) throws(Refusal) -> TimeZoneRules {
        do throws(ZoneFileError) { return try ZoneFiles.zone(name, from: shell.environment.fileSystem) } catch {
            throw .badUse(told: error.description)
        }
    }

    func profile(_ name: String) throws(Refusal) -> PolicyNode {
        let source = try source(PolicyFiles.source(ofProfile: name), orNamed: name)
        do throws(PolicyRefusal) { return try PolicyFiles.node(source) } catch {
            throw .faults(error, in: name, shell.language)
        }
    }

    func record(
        _ path: String, _ mapping: Mapping, named name: String, _ zone: TimeZoneRules
    ) throws(Refusal) -> Record {
        let file: any File
        do throws(FileError) { file = try shell.environment.fileSystem.open(path, .read) } catch {
            throw Refusal(named: error)
        }
        defer { file.close() }
        var reader = RecordReader(mapping, zone: zone)
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        var offset: UInt64 = 0
        while true {
            let count: Int
            do throws(FileError) {
                count = try file.read(into: &buffer, range: 0..<buffer.count, at: offset)
            } catch { throw Refusal(named: error) }
            guard count > 0 else { break }
            offset += UInt64(count)
            do throws(RecordedWorkError) { try reader.read(Array(buffer[..<count])) } catch {
                throw Refusal(error, file: path, mapping: name, shell.language)
            }
        }
        do throws(RecordedWorkError) { return try reader.finish() } catch {
            throw Refusal(error, file: path, mapping: name, shell.language)
        }
    }

    func change(_ workload: inout Workload, by path: String, _ zone: TimeZoneRules) throws(SimulationError) {
        let source: [UInt8]
        do throws(FileError) {
            source = try shell.environment.fileSystem.readFile(path, limit: PolicyLimits.sourceBytesMax + 1)
        } catch { throw .file(error) }
        try workload.name(agents: source, zone: zone)
    }
}
