import Events

extension Specimen {
    static let accounts = [
        Specimen(
            AccountCreated.self,
            {
                $0.account = AccountOrdinal(rawValue: 2)
                ($0.name, $0.roles, $0.tokenHash, $0.agent) = ("E1007", ["clerk", "agent"], digest, lin)
                ($0.displayName, $0.department) = ("林静", "support")
            },
            data: #"{"name":"E1007","roles":["clerk","agent"],"displayName":"林静","department":"support"}"#,
            "新账号 林静 E1007（客服，agent，support）", "account 林静 E1007 created (clerk, agent, support)"),
        Specimen(
            AccountChanged.self,
            {
                ($0.account, $0.roles, $0.agent) = (admin, ["clerk", "dispatcher"], lin)
                ($0.department, $0.isDisabled) = ("support", true)
            },
            data: #"{"account":"admin","roles":["clerk","dispatcher"],"agentName":"林静","department":"support","#
                + #""isDisabled":true}"#,
            "停用账号 admin（客服，派单员，support，执行人员 林静）",
            "account admin disabled (clerk, dispatcher, support, agent 林静)"),
        Specimen(
            PasswordSet.self, { ($0.account, $0.verifier, $0.mustChange) = (admin, sealed, true) },
            data: #"{"account":"admin","mustChange":true}"#, "设置 admin 的密码（登录后须修改）",
            "password of admin set (to be changed at sign-in)"),
        Specimen(
            TokenIssued.self,
            {
                ($0.account, $0.tokenHash) = (admin, digest)
                ($0.expiresAt, $0.purpose) = (dayAfterTomorrow, "nightly report")
            },
            data: #"{"account":"admin","expiresAt":"2024-05-08T10:00:00.000Z","purpose":"nightly report"}"#,
            "为 admin 签发令牌（nightly report，有效期至 2024-05-08 18:00）",
            "token issued to admin (nightly report, until 2024-05-08 18:00)"),
        Specimen(
            TokenRevoked.self, { ($0.account, $0.tokenHash) = (admin, digest) }, data: #"{"account":"admin"}"#,
            "撤销 admin 的令牌", "token of admin revoked"),
        Specimen(
            DepartmentChanged.self, { ($0.department, $0.name, $0.manager) = ("support", "客服部", admin) },
            data: #"{"department":"support","name":"客服部","manager":"admin"}"#,
            "部门 support（客服部，经理 admin）", "department support (客服部, manager admin)"),
    ]

    static let otherAccounts = [
        Specimen(
            AccountCreated.self, { ($0.name, $0.roles) = ("importer", ["clerk"]) },
            data: #"{"name":"importer","roles":["clerk"]}"#, "新账号 importer（客服）", "account importer created (clerk)"),
        Specimen(
            AccountChanged.self, { ($0.account, $0.roles) = (admin, ["auditor"]) },
            data: #"{"account":"admin","roles":["auditor"]}"#, "更新账号 admin（审计员）",
            "account admin changed (auditor)"),
        Specimen(
            PasswordSet.self, { $0.account = admin }, data: #"{"account":"admin"}"#, "设置 admin 的密码",
            "password of admin set"),
        Specimen(
            TokenIssued.self, { ($0.account, $0.tokenHash) = (admin, digest) }, data: #"{"account":"admin"}"#,
            "为 admin 签发令牌", "token issued to admin"),
        Specimen(
            DepartmentChanged.self, { $0.department = "support" }, data: #"{"department":"support"}"#,
            "部门 support", "department support"),
    ]
}
