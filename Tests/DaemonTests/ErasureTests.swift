import DaemonHarness
import EventStore
import Events
import JSONText
import SegmentLog
import TemporaryFolders
import Testing

@Suite("Erasing a customer", .timeLimit(.minutes(10)))
struct ErasureTests {
    /// Everything that somebody wrote, and that nobody may find in a file.
    private static let texts = [
        "张建国", "13800005678", "王店长", "M2041877", "门店收银系统", "今天中午之前", "徐汇区示例路", "02155667788", "手头工单已满", "远程排查", "收银网关",
        "回访客户", "客户要求", "招牌",
    ]

    @Test("takes the texts out of everything, and no key from a backup brings them back")
    func erases() async throws {
        let daemon = try await RunningDaemon.new()
        let folder = daemon.folder
        let client = daemon.client
        try await client.introduce("lin", Requests.lin)
        let number = try await work(client)
        let before = try await client.get("/v1/tickets/\(number)")
        let customer = try #require(before.text("customer", "id"))
        #expect(before.text("description")?.contains("门店收银系统") == true)
        try folder.copy("data/keys", to: "backup")

        _ = try await client.settled()
        let erased = try await client.post("/v1/customers/\(customer)/erase", ["reason": "R-2026-7"])
        #expect(erased.status == 200 && erased.text("customer") == customer)
        try await isErased(client, number, customer)
        let again = try await client.post("/v1/customers/\(customer)/erase", ["reason": "R-2026-7"])
        #expect(again.status == 200 && again.sequence == erased.sequence)
        #expect(await daemon.stop() == 0)
        try isNowhere(folder, saying: await daemon.program.errors)
        #expect(try folder.files(of: "data", with: ["phone"]).isEmpty == false, "codes are not personal")

        let second = try await RunningDaemon(on: folder)
        try await isErased(second.client, number, customer)
        // The same person may come again, and is a new customer.
        let anew = try await second.client.post("/v1/tickets", Requests.outage)
        #expect(anew.status == 201 && anew.text("customer", "id") != customer)
        await second.kill()
        try isDestroyed(folder)

        try folder.remove("data/keys")
        try folder.copy("backup", to: "data/keys")
        let third = try await RunningDaemon(on: folder)
        try await isErased(third.client, number, customer)
        #expect(await third.stop() == 0)
        try isDestroyed(folder)
        try isNowhere(folder, saying: await third.program.errors)
    }

    /// Words in every place where there can be some.
    private func work(_ client: DaemonClient) async throws -> String {
        let number = try await client.submit(Requests.outage)
        try await client.introduce("wang", Requests.lin)
        _ = try await client.act(number, "decline", as: "lin", ["reason": "手头工单已满"])
        _ = try await client.act(number, "accept", as: "wang")
        _ = try await client.act(number, "progress", as: "wang", ["note": "远程排查"])
        _ = try await client.act(number, "resolve", as: "wang", ["solution": "重启收银网关"])
        let path = "/v1/tickets/\(number)/attachments?name=%E6%8B%9B%E7%89%8C.txt"
        let attached = try await client.send("POST", path, ["Content-Type": "text/plain"], "门头招牌照片")
        let file = "/v1/tickets/\(number)/attachments/\(attached.text("address") ?? "")"
        #expect(try await client.get(file).body == "门头招牌照片")
        let revealed = try await client.post("/v1/tickets/\(number)/reveal", ["reason": "回访客户"])
        #expect(revealed.text("customer", "name") == "张建国")
        let story = try await client.get("/v1/tickets/\(number)/events?limit=500")
        for text in ["手头工单已满", "远程排查", "收银网关", "招牌", "回访客户"] { #expect(story.body.contains(text)) }
        return number
    }

    private func isErased(_ client: DaemonClient, _ number: String, _ customer: String) async throws {
        let ticket = try await client.get("/v1/tickets/\(number)")
        #expect(ticket.status == 200 && ticket.text("description") == "" && ticket.text("lifeCycle") == "resolved")
        #expect(ticket.text("customer", "id") == customer && ticket.text("customer", "name") == nil)
        #expect(ticket.json.at(["customer", "erased"])?.text == "true")
        for text in Self.texts { #expect(!ticket.body.contains(text)) }
        for file in ticket.elements("attachments") {
            let path = "/v1/tickets/\(number)/attachments/\(file.text("address") ?? "")"
            #expect(try await client.get(path).problem == "not-found")
        }
        #expect(ticket.elements("attachments").count == 1)
        let story = try await client.get("/v1/tickets/\(number)/events?limit=500")
        #expect(story.elements("items").compactMap { $0.text("type") }.contains("ticket-resolved"))
        for text in Self.texts { #expect(!story.body.contains(text)) }
        let revealed = try await client.post("/v1/tickets/\(number)/reveal", ["reason": "回访客户"])
        #expect(revealed.status == 409 && revealed.text("reason") == "erased")
        let listed = try await client.get("/v1/tickets?customer=\(customer)").elements("items")
        #expect(listed.map { $0.text("number") } == [number])
    }

    private func isNowhere(_ folder: TemporaryFolder, saying errors: String) throws {
        #expect(try folder.files(of: "data", with: Self.texts) == [])
        #expect(Self.texts.filter { errors.contains($0) } == [])
    }

    /// The vault's slot, of which the log says that it is destroyed, holds no key.
    private func isDestroyed(_ folder: TemporaryFolder) throws {
        let events = try LoggedEvents.read(folder["data/log"]).map(\.event)
        let slots = events.compactMap { ($0 as? CustomerErased)?.keySlot }
        #expect(slots.count == 1)
        let environment = LogEnvironment.system(owner: "a test")
        let vault = try Vault.open(
            in: folder["data/keys"], fileSystem: environment.fileSystem, random: environment.random)
        defer { vault.close() }
        for slot in slots { #expect(try vault.key(slot) == nil) }
    }
}
