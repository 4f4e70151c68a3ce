/// A certificate that signs itself, for 127.0.0.1 and a hundred years. It protects nothing.
enum TestCertificate {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBlDCCATqgAwIBAgIUbgRLw14ysirqQPtFW6vOPcvvIzcwCgYIKoZIzj0EAwIw
        FjEUMBIGA1UEAwwLcGFpZGFuLXRlc3QwIBcNMjYxMTIyMDQwNjQwWhgPMjEyNjEw
        MjkwNDA2NDBaMBYxFDASBgNVBAMMC3BhaWRhbi10ZXN0MFkwEwYHKoZIzj0CAQYI
        KoZIzj0DAQcDQgAEDPgtlZpI59xshJFOBXGdabvCxMl02eIkakI87qza+/u+0l6E
        hxfQVQ+bn1ni0T+z+U1DbIgQfttkSCaAZ8MhHKNkMGIwHQYDVR0OBBYEFPGUPfnw
        qGiYG96/YlDunYNmcbDWMB8GA1UdIwQYMBaAFPGUPfnwqGiYG96/YlDunYNmcbDW
        MA8GA1UdEwEB/wQFMAMBAf8wDwYDVR0RBAgwBocEfwAAATAKBggqhkjOPQQDAgNI
        ADBFAiEA488joiBaBb+jVjIw9VqtB+q7goXeBcSTuYsdlKGUqJMCIFalfpPv3Gys
        qqhKAh+zed2HaWSaob+XIg3yUrws+5f0
        -----END CERTIFICATE-----
        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg0wXuNFG8XJ55h9Po
        vaQ/xOoubX3p2JvUS6cvEBQAPkOhRANCAAQM+C2Vmkjn3GyEkU4FcZ1pu8LEyXTZ
        4iRqQjzurNr7+77SXoSHF9BVD5ufWeLRP7P5TUNsiBB+22RIJoBnwyEc
        -----END PRIVATE KEY-----
        """
}
