internal import PaidanCommands

@main
struct Paidan {
    static func main() { PaidanCommand.main() }
}
