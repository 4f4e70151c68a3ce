internal import PaidanCommands
internal import SimulationCommands

@main
struct Paidan {
    static func main() { PaidanCommand.main(PaidanRoot.self) }
}
