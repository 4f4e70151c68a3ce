internal import Configuration
internal import HummingbirdTLS
internal import API
internal import AsyncHTTPClient
public enum DaemonCommand {
    public static func main() async {}
}
