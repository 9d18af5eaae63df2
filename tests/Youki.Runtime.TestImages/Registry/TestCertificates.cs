using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Youki.Runtime.TestImages.Registry;

/// <summary>A certificate authority of one's own, with a certificate for a server on this host and one for a client. Valid for a day.</summary>
public sealed class TestCertificates : IDisposable
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

    /// <param name="hostNames">The names that the server's certificate is for, besides <c>localhost</c> and 127.0.0.1.</param>
    public TestCertificates(params IReadOnlyList<string> hostNames)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Tests of Youki.Runtime", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        Authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        Server = Sign("CN=localhost", ServerPurpose, ["localhost", .. hostNames]);
        Client = Sign("CN=client", ClientPurpose, []);
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Server { get; }

    public X509Certificate2 Client { get; }

    /// <summary>Writes <c>ca.crt</c>, <c>server.crt</c>, <c>server.key</c>, <c>client.cert</c> and <c>client.key</c>, in PEM, to a directory that is there.</summary>
    public void WriteTo(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "ca.crt"), Authority.ExportCertificatePem());
        Write(Server, "server.crt", "server.key");
        Write(Client, "client.cert", "client.key");

        void Write(X509Certificate2 certificate, string name, string keyName)
        {
            using var key = certificate.GetECDsaPrivateKey()!;
            File.WriteAllText(Path.Combine(directory, name), certificate.ExportCertificatePem());
            File.WriteAllText(Path.Combine(directory, keyName), key.ExportPkcs8PrivateKeyPem());
        }
    }

    public void Dispose()
    {
        Authority.Dispose();
        Server.Dispose();
        Client.Dispose();
    }

    private X509Certificate2 Sign(string name, string purpose, IReadOnlyList<string> hostNames)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        if (hostNames.Count > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            foreach (var hostName in hostNames)
            {
                names.AddDnsName(hostName);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        using var signed = request.Create(Authority, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddHours(20), RandomNumberGenerator.GetBytes(16));
        return signed.CopyWithPrivateKey(key);
    }
}
