internal import Domain
internal import EventRendering
internal import Events
internal import Foundation
internal import Policies

/// `POST /v1/sessions`
struct SignInBody: FormBody {
    var staffNumber: String
    var password: String

    init(_ form: inout Form) {
        staffNumber = form.text("staffNumber", required: true, bytesMax: APILimits.wordBytesMax)
        password = form.password("password")
        form.end()
    }
}

/// `PUT /v1/password`
struct PasswordBody: FormBody {
    var old: String
    var new: String

    init(_ form: inout Form) {
        old = form.password("old")
        new = form.password("new")
        form.end()
    }
}

/// `POST /v1/accounts`
struct NewAccountBody: FormBody {
    var name: String
    var displayName: String
    var roles: [String]
    var department: String
    var agent: String
    var profile: ProfileBody?
    var isProgram: Bool
    /// Whose own it is to be: the identifier, the contact or the member number.
    var customer: String

    init(_ form: inout Form) {
        customer = form.text("customer", bytesMax: APILimits.wordBytesMax)
        name = form.text("name", required: true, bytesMax: APILimits.agentIdentifierBytesMax)
        displayName = form.text("displayName", bytesMax: APILimits.wordBytesMax)
        roles = form.roles()
        department = form.text("department", bytesMax: APILimits.wordBytesMax)
        agent = form.text("agent", bytesMax: APILimits.agentIdentifierBytesMax)
        profile = form.object("profile", ProfileBody.self)
        isProgram = form.flag("program")
        if !customer.isEmpty, !displayName.isEmpty {
            form.fault(
                "displayName", .value,
                LocalText("客户的姓名不写入账号。", "A customer's name is not kept with the account: it could not be erased."))
        }
        let names = [("name", name), ("agent", agent)]
        for (member, text) in names where !text.isEmpty && !Identifier.isOne(text) {
            form.fault(member, .value, Identifier.rule)
        }
        form.end()
    }
}

/// The agent that is made with an account.
struct ProfileBody: FormBody {
    var change = AgentChanged()

    init(_ form: inout Form) {
        form.profile(&change)
        form.end()
    }
}

/// `PUT /v1/accounts/{name}`
struct AccountBody: FormBody {
    var roles: [String]
    var department: String
    var agent: String
    var isDisabled: Bool

    init(_ form: inout Form) {
        roles = form.roles()
        department = form.text("department", bytesMax: APILimits.wordBytesMax)
        agent = form.text("agent", bytesMax: APILimits.agentIdentifierBytesMax)
        isDisabled = form.flag("disabled")
        form.end()
    }
}

/// `POST /v1/accounts/{name}/tokens`
struct TokenBody: FormBody {
    var purpose: String
    var expiresAt: Instant?

    init(_ form: inout Form) {
        purpose = form.text("purpose", required: true, bytesMax: APILimits.wordBytesMax)
        expiresAt = form.time("expiresAt")
        if [TokenPurpose.signIn, TokenPurpose.administrator].contains(purpose) {
            form.fault("purpose", .value, LocalText("这是产品自己的用途。", "The product calls its own so."))
        }
        form.end()
    }
}

/// `PUT /v1/departments/{code}`
struct DepartmentBody: FormBody {
    var name: String
    var manager: String

    init(_ form: inout Form) {
        name = form.text("name", required: true, bytesMax: APILimits.wordBytesMax)
        manager = form.text("manager", bytesMax: APILimits.agentIdentifierBytesMax)
        form.end()
    }
}

extension Form {
    /// The same characters are the same password, however a keyboard composed them (NFKC).
    fileprivate mutating func password(_ name: String) -> String {
        text(name, required: true, bytesMax: APILimits.passwordBytesMax).precomposedStringWithCompatibilityMapping
    }

    fileprivate mutating func roles() -> [String] {
        let known = Role.allCases.map(\.code)
        let roles = words("roles", countMax: known.count)
        if roles.isEmpty { fault("roles", .missing, LocalText("至少一个角色。", "At least one role.")) }
        for role in roles where !known.contains(role) {
            fault(
                "roles", .value,
                LocalText(
                    "没有 \(role)，可用：\(known.joined(separator: ", "))。",
                    "There is no \(role); there are \(known.joined(separator: ", "))."))
        }
        // Said twice it is one role.
        return known.filter { roles.contains($0) }
    }
}
