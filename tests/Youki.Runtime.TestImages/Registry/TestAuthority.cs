using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Youki.Runtime.TestImages.Registry;

/// <summary>A certificate authority of a test's own, whose files lie in a directory of their own.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    private readonly string _directory = Directory.CreateTempSubdirectory("youki-runtime-authority-").FullName;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Youki.Runtime test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
        CertificateFile = Write("ca.pem", Root.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The same, in PEM.</summary>
    public string CertificateFile { get; }

    /// <summary>A certificate for 127.0.0.1 and localhost.</summary>
    public X509Certificate2 IssueServer() => Issue("CN=localhost", ServerUsage, "localhost", IPAddress.Loopback);

    /// <summary>One for the same that was valid until an hour ago.</summary>
    public X509Certificate2 IssueExpiredServer() => Issue("CN=localhost", ServerUsage, "localhost", IPAddress.Loopback, fromHours: -20, toHours: -1);

    /// <summary>A certificate for another host.</summary>
    public X509Certificate2 IssueServer(string name) => Issue($"CN={name}", ServerUsage, name, null);

    /// <summary>A certificate that a client shows.</summary>
    public X509Certificate2 IssueClient(string name) => Issue($"CN={name}", ClientUsage, name, null);

    /// <summary>Writes a certificate and its key, each to a PEM file.</summary>
    public (string CertificateFile, string KeyFile) Save(X509Certificate2 certificate)
    {
        var name = certificate.SerialNumber;
        using var key = certificate.GetECDsaPrivateKey()!;
        return (Write($"{name}.pem", certificate.ExportCertificatePem()), Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    public void Dispose()
    {
        Root.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private X509Certificate2 Issue(string subject, string usage, string name, IPAddress? address, int fromHours = -1, int toHours = 24)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var issued = request.Create(Root, DateTimeOffset.UtcNow.AddHours(fromHours), DateTimeOffset.UtcNow.AddHours(toHours), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
