using System.Buffers;
using System.Text;
using System.Text.Json;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Images.Registry.Credentials;

/// <summary>Asks programs named <c>docker-credential-NAME</c>. Secrets go through their standard input and output only. Source: docker/docker-credential-helpers, README.md.</summary>
internal sealed class CredentialHelper(IProcessRunner runner)
{
    private const string ProgramPrefix = "docker-credential-";
    private const int MaxNameLength = 64;

    /// <summary>The user that stands for an identity token.</summary>
    private const string TokenUser = "<token>";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    // What keyrings, password stores and clouds' own tools need of the environment.
    private static readonly string[] Variables =
    [
        "HOME", "USER", "LOGNAME", "LANG", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNUPGHOME", "GPG_TTY", "PASSWORD_STORE_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
        "DOCKER_CONFIG", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR",
    ];

    private static readonly string[] VariablePrefixes = ["AWS_", "GOOGLE_", "CLOUDSDK_", "AZURE_", "ACR_"];

    /// <summary>What a helper is called in messages.</summary>
    public static string Program(string name) => ProgramPrefix + name;

    /// <summary>Asks for the credentials of a registry. Null: the helper has none.</summary>
    /// <exception cref="HostResourceException">The helper is missing, fails, or says what nobody understands.</exception>
    public async Task<RegistryCredentials?> GetAsync(string name, string server, CancellationToken cancellationToken)
    {
        var result = await RunAsync(name, "get", Encoding.UTF8.GetBytes(server + "\n"), cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            // The protocol has no other sign for "none": "credentials not found in native keychain" and its like.
            return result.Stdout.Contains("not found", StringComparison.OrdinalIgnoreCase) ? null : throw Failed(name, "get", result);
        }

        var found = Read(name, result.Stdout);
        return string.IsNullOrEmpty(found.Secret) ? null
            : found.Username == TokenUser ? new RegistryCredentials { IdentityToken = found.Secret }
            : new RegistryCredentials { UserName = found.Username, Password = found.Secret };
    }

    /// <summary>Has credentials stored.</summary>
    /// <exception cref="HostResourceException">The helper is missing or fails.</exception>
    public async Task StoreAsync(string name, string server, RegistryCredentials credentials, CancellationToken cancellationToken)
    {
        var document = new HelperCredentials { ServerUrl = server, Username = credentials.UserName ?? TokenUser, Secret = credentials.UserName is null ? credentials.IdentityToken : credentials.Password };
        var result = await RunAsync(name, "store", JsonSerializer.SerializeToUtf8Bytes(document, RegistryJson.Default.HelperCredentials), cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw Failed(name, "store", result);
        }
    }

    /// <summary>Has credentials forgotten.</summary>
    /// <exception cref="HostResourceException">The helper is missing or fails.</exception>
    public async Task EraseAsync(string name, string server, CancellationToken cancellationToken)
    {
        var result = await RunAsync(name, "erase", Encoding.UTF8.GetBytes(server + "\n"), cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0 && !result.Stdout.Contains("not found", StringComparison.OrdinalIgnoreCase))
        {
            throw Failed(name, "erase", result);
        }
    }

    private static Dictionary<string, string> ChosenEnvironment() => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value ?? ""))
        .Where(variable => Variables.Contains(variable.Name) || VariablePrefixes.Any(prefix => variable.Name.StartsWith(prefix, StringComparison.Ordinal)))
        .ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);

    private static HelperCredentials Read(string name, string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, RegistryJson.Default.HelperCredentials) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            // What it said may be a secret.
            throw new HostResourceException("credential helper", $"'{Program(name)} get' answered what is no JSON of its protocol. Look at the helper.");
        }
    }

    private static HostResourceException Failed(string name, string verb, CommandResult result)
    {
        // Standard output of "get" may hold a secret, but helpers write their errors there; it failed, so it holds none.
        var said = (result.Stderr + result.Stdout).Trim();
        return new HostResourceException("credential helper", $"'{Program(name)} {verb}' ended with exit code {result.ExitCode}: {Connections.RegistryErrorBody.Clean(said)}");
    }

    private async Task<CommandResult> RunAsync(string name, string verb, byte[] input, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > MaxNameLength || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new HostResourceException("credential helper", $"'{Connections.RegistryErrorBody.Clean(name)}' is no name of a credential helper: letters, digits, '-', '_' and '.'. Mend the file that names it.");
        }

        var command = new CommandLine
        {
            Program = Program(name),
            Arguments = [verb],
            StandardInput = input,
            Environment = ChosenEnvironment(),
            TimeLimit = TimeLimit,
            OutputLimit = 64 * 1024,
        };
        try
        {
            return await runner.CaptureAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RuntimeUnavailableException or OperationTimeoutException)
        {
            throw new HostResourceException("credential helper", $"The credential helper '{Program(name)}' cannot be asked: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            // It ended without reading what it was told.
            throw new HostResourceException("credential helper", $"The credential helper '{Program(name)}' ended early: {exception.Message}", exception);
        }
    }
}
