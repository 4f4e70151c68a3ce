internal import Bytes
internal import Events
internal import JSONText

extension Facts {
    mutating func say(policyPublished fields: borrowing EventFields<PolicyPublished>) throws(WireError) {
        number("version", try fields.number(.version))
        text("profile", try fields.text(.profile))
        // The policy's file may have a mebibyte.
        let source = try fields.bytes(.source)
        number("sourceBytes", UInt64(source.byteCount))
    }

    mutating func say(accountCreated fields: borrowing EventFields<AccountCreated>) throws(WireError) {
        text("name", try fields.text(.name))
        var roles: [JSON] = []
        try fields.forEachText(.roles) { role in roles.append(.string(role)) }
        add("roles", .array(roles))
        text("displayName", try fields.text(.displayName))
        text("department", try fields.text(.department))
    }

    mutating func say(agentChanged fields: borrowing EventFields<AgentChanged>) throws(WireError) {
        text("name", try fields.text(.name))
        let names = names
        var skills: [JSON] = []
        try fields.forEach(.skills, Skill.self) { skill throws(WireError) in
            var members = Facts(names)
            let name = try skill.text(.name)
            members.add("name", .string(name))
            members.number("level", try skill.number(.level))
            members.time("since", try skill.instant(.since))
            skills.append(members.json)
        }
        add("skills", .array(skills))
        var regions: [JSON] = []
        try fields.forEachText(.regions) { region in regions.append(.string(region)) }
        add("regions", .array(regions))
        text("department", try fields.text(.department))
        number("capacity", try fields.number(.capacity))
        text("pool", try fields.text(.pool))
        text("source", try fields.text(.source))
    }

    mutating func say(presenceChanged fields: borrowing EventFields<PresenceChanged>) throws(WireError) {
        agentName(try fields.ordinal(.agent))
        let presence: Presence? = try fields.choice(.presence)
        code("presence", presence)
    }

    mutating func say(customerRegistered fields: borrowing EventFields<CustomerRegistered>) throws(WireError) {
        text("tier", try fields.text(.tier))
    }
}
