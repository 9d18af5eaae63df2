using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>The certificates of the options: authorities that are trusted besides the host's, and what this client shows.</summary>
internal static class RegistryCertificates
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";

    /// <exception cref="HostResourceException">A file cannot be read or holds none; the message names it.</exception>
    public static SslClientAuthenticationOptions Options(string host, RegistryOptions? options)
    {
        var authorities = options?.CertificateAuthorityFile is { } file ? ReadAuthorities(host, file) : null;
        var ssl = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Check(host, certificate as X509Certificate2, chain, errors, authorities),
        };
        if (options?.ClientCertificateFile is { } clientFile)
        {
            ssl.ClientCertificates = [ReadClient(host, clientFile, options.ClientKeyFile)];
        }

        return ssl;
    }

    private static bool Check(string host, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection? authorities)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (certificate is null)
        {
            throw new CertificateRefusedException("it shows no certificate");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new CertificateRefusedException($"its certificate is for '{certificate.Subject}', not for '{host}'");
        }

        var faults = authorities is null ? chain?.ChainStatus ?? [] : FaultsOf(authorities, certificate, chain);
        if (authorities is not null && faults.Length == 0)
        {
            return true;
        }

        throw Refusal(certificate, [.. faults.Select(fault => fault.Status).Distinct()], errors);
    }

    private static CertificateRefusedException Refusal(X509Certificate2 certificate, X509ChainStatusFlags[] faults, SslPolicyErrors errors)
    {
        var expired = faults.Contains(X509ChainStatusFlags.NotTimeValid)
            ? string.Create(CultureInfo.InvariantCulture, $"is valid from {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u} only, or one that it leads to is not valid now. Have it renewed, or set this host's clock")
            : null;
        var untrusted = faults.Any(fault => fault != X509ChainStatusFlags.NotTimeValid) || faults.Length == 0
            ? $"is not trusted ({(faults.Length == 0 ? errors.ToString() : string.Join(", ", faults))}). Name its authority in {nameof(RegistryOptions)}.{nameof(RegistryOptions.CertificateAuthorityFile)}"
            : null;
        return new CertificateRefusedException($"its certificate '{certificate.Subject}' {string.Join(". It ", new[] { expired, untrusted }.OfType<string>())}");
    }

    /// <summary>What stands between a certificate and these authorities; nothing where it leads to one of them.</summary>
    private static X509ChainStatus[] FaultsOf(X509Certificate2Collection authorities, X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerUsage));
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return chain.Build(certificate) ? [] : chain.ChainStatus is { Length: > 0 } faults ? faults : [new X509ChainStatus { Status = X509ChainStatusFlags.PartialChain }];
    }

    private static X509Certificate2Collection ReadAuthorities(string host, string file)
    {
        var authorities = new X509Certificate2Collection();
        Read(host, nameof(RegistryOptions.CertificateAuthorityFile), file, () => authorities.ImportFromPemFile(file));
        return authorities.Count > 0 ? authorities : throw Unusable(host, nameof(RegistryOptions.CertificateAuthorityFile), file, "it holds no PEM certificate", null);
    }

    private static X509Certificate2 ReadClient(string host, string file, string? keyFile)
    {
        X509Certificate2? client = null;
        Read(host, keyFile is null ? nameof(RegistryOptions.ClientCertificateFile) : $"{nameof(RegistryOptions.ClientCertificateFile)} and {nameof(RegistryOptions.ClientKeyFile)} '{keyFile}':", file, () => client = X509Certificate2.CreateFromPemFile(file, keyFile));
        return client!;
    }

    private static void Read(string host, string option, string file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Unusable(host, option, file, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static HostResourceException Unusable(string host, string option, string file, string reason, Exception? exception) =>
        new("certificate", $"{option} '{file}' of registry '{host}' cannot be used: {reason}. Name a readable PEM file.", exception);
}
