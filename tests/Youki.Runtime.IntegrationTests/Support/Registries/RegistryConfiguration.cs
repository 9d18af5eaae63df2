using System.Diagnostics;
using System.Security.Cryptography;

namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>Writes the configuration of docker-registry. Source: distribution 2.8, docs/configuration.md.</summary>
internal static class RegistryConfiguration
{
    /// <returns>The file's path.</returns>
    public static async Task<string> WriteAsync(string directory, RegistrySetup setup)
    {
        var text = $"""
            version: 0.1
            log:
              level: info
              accesslog:
                disabled: true
            storage:
              filesystem:
                rootdirectory: {directory}/storage
              delete:
                enabled: {(setup.AllowDelete ? "true" : "false")}
            http:
              addr: 127.0.0.1:0
              secret: {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}

            """ + Tls(setup) + await AuthAsync(directory, setup);
        var path = Path.Combine(directory, "config.yml");
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private static string Tls(RegistrySetup setup)
    {
        if (setup.Authority is null)
        {
            return string.Empty;
        }

        using var certificate = setup.Authority.IssueServer();
        var (file, key) = setup.Authority.Save(certificate);
        return $"  tls:\n    certificate: {file}\n    key: {key}\n"
            + (setup.ClientAuthority is { } clients ? $"    clientcas:\n      - {clients.CertificateFile}\n" : string.Empty);
    }

    private static async Task<string> AuthAsync(string directory, RegistrySetup setup)
    {
        if (setup.Tokens is { } tokens)
        {
            return $"auth:\n  token:\n    realm: {tokens.Realm}\n    service: {TokenServer.Service}\n    issuer: {TokenServer.Issuer}\n    rootcertbundle: {tokens.CertificateFile}\n";
        }

        if (setup.User is not { } user)
        {
            return string.Empty;
        }

        var file = Path.Combine(directory, "htpasswd");
        await File.WriteAllTextAsync(file, await HashAsync(user));
        return $"auth:\n  htpasswd:\n    realm: test\n    path: {file}\n";
    }

    private static async Task<string> HashAsync(RegistryCredentials user)
    {
        using var process = Process.Start(new ProcessStartInfo("htpasswd", ["-Bbn", user.UserName!, user.Password!]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text.Trim() + "\n" : throw new InvalidOperationException("htpasswd failed.");
    }
}
