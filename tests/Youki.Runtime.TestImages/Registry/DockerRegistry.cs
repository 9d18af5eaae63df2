using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Youki.Runtime.TestImages.Registry;

/// <summary>
/// Debian's docker-registry on a free port of 127.0.0.1, with a store of its own. It ends and its files go when it is disposed of; it ends too when this
/// process does, in whatever way.
/// </summary>
public sealed partial class DockerRegistry : IAsyncDisposable
{
    private const string Program = "/usr/bin/docker-registry";

    /// <summary>Where this process ends, standard input does, and a watcher ends the server; where the server ends, the script does.</summary>
    private const string Script = """
        exec 3<&0
        "$1" serve "$2" </dev/null 3<&- & server=$!
        { read -r _ <&3; kill -KILL $server; } >/dev/null 2>&1 & watcher=$!
        wait $server
        kill $watcher
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _log = [];
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly RegistrySetup _setup;
    private readonly DirectoryInfo _directory;
    private readonly Process _process;

    private DockerRegistry(RegistrySetup setup)
    {
        _setup = setup;
        _directory = setup.Parent is null
            ? System.IO.Directory.CreateTempSubdirectory("youki-registry-")
            : System.IO.Directory.CreateDirectory(Path.Combine(setup.Parent, $"youki-registry-{Guid.NewGuid():N}"));
        _process = new Process { StartInfo = StartInfo(ConfigurationFile) };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    /// <summary>Whether this host has the programs for it.</summary>
    public static bool IsOnHost => File.Exists(Program);

    /// <summary>Such as <c>127.0.0.1:42501</c>: the beginning of references.</summary>
    public string Address => _address.Task.Result;

    /// <summary>Where it is reached, with a slash at the end.</summary>
    public Uri Uri => new($"{(_setup.Authority is null ? "http" : "https")}://{Address}/");

    /// <summary>Where its configuration and its <c>store</c> are.</summary>
    public string Directory => _directory.FullName;

    /// <summary>Where it keeps the content of a blob, for tests that damage it.</summary>
    public string BlobFile(Digest digest) => $"{Directory}/store/docker/registry/v2/blobs/{digest.AlgorithmText}/{digest.Hex[..2]}/{digest.Hex}/data";

    /// <summary>What it was asked for so far, such as <c>GET /v2/</c>. A request is here shortly after its answer.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Starts a registry, and waits until it listens.</summary>
    public static async Task<DockerRegistry> StartAsync(RegistrySetup? setup = null, CancellationToken cancellationToken = default)
    {
        var registry = new DockerRegistry(setup ?? new());
        try
        {
            registry.WriteConfiguration();
            registry._process.Start();
            registry._process.BeginOutputReadLine();
            registry._process.BeginErrorReadLine();
            registry._process.Exited += (_, _) => registry._address.TrySetException(new InvalidOperationException($"docker-registry has ended: {string.Join('\n', registry._log)}"));
            registry._process.EnableRaisingEvents = true;
            await registry._address.Task.WaitAsync(Limit, cancellationToken);
            return registry;
        }
        catch
        {
            await registry.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client that may use it.</summary>
    public RegistryClient Client() => new(Uri, _setup);

    /// <summary>Puts an image there, and returns its reference, such as <c>127.0.0.1:42501/busybox:1</c>.</summary>
    public async Task<string> PushAsync(string repository, string tag, TestImage image, CancellationToken cancellationToken = default)
    {
        using var client = Client();
        await client.PushAsync(repository, tag, image, cancellationToken);
        return $"{Address}/{repository}:{tag}";
    }

    /// <summary>Puts an index and its images there.</summary>
    public async Task<string> PushAsync(string repository, string tag, TestIndex index, CancellationToken cancellationToken = default)
    {
        using var client = Client();
        await client.PushAsync(repository, tag, index, cancellationToken);
        return $"{Address}/{repository}:{tag}";
    }

    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            if (IsRunning())
            {
                _process.StandardInput.Close();
                await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Limit);
            }
        }

        _directory.Delete(recursive: true);
    }

    private static ProcessStartInfo StartInfo(string configuration) => new("/bin/sh", ["-c", Script, "sh", Program, configuration])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["OTEL_TRACES_EXPORTER"] = "none" },
    };

    private bool IsRunning()
    {
        try
        {
            return !_process.HasExited;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        if (Listening().Match(line) is { Success: true } listening)
        {
            _address.TrySetResult(listening.Groups[1].Value);
        }
        else if (Request().Match(line) is { Success: true } request)
        {
            _requests.Enqueue(request.Groups[1].Value);
        }
    }

    private string ConfigurationFile => Path.Combine(Directory, "config.yml");

    private void WriteConfiguration()
    {
        var text = $"""
            version: 0.1
            log:
              level: info
            storage:
              filesystem:
                rootdirectory: {Directory}/store
              delete:
                enabled: true
            {Authentication()}
            {_setup.More}
            http:
              addr: 127.0.0.1:0
              secret: tests
            {Tls()}

            """;
        File.WriteAllText(ConfigurationFile, text);
    }

    private string Tls()
    {
        if (_setup.Authority is null)
        {
            return "";
        }

        using var certificate = _setup.Authority.IssueServer();
        var (file, key) = _setup.Authority.Save(certificate);
        return $"""
              tls:
                certificate: {file}
                key: {key}
                clientcas: [{_setup.ClientAuthority?.CertificateFile}]
            """;
    }

    private string Authentication()
    {
        if (_setup.Tokens is { } tokens)
        {
            return $"""
                auth:
                  token:
                    realm: {tokens.Realm}
                    service: {tokens.Service}
                    issuer: {tokens.Issuer}
                    rootcertbundle: {tokens.CertificateFile}
                """;
        }

        if (_setup.Account is not { } account)
        {
            return "";
        }

        File.WriteAllText(Path.Combine(Directory, "htpasswd"), Htpasswd.Line(account));
        return $"""
            auth:
              htpasswd:
                realm: tests
                path: {Directory}/htpasswd
            """;
    }

    [GeneratedRegex("listening on ([0-9.:]+)")]
    private static partial Regex Listening();

    [GeneratedRegex("^[0-9.]+ - .*\"([A-Z]+ [^ ]+) HTTP/")]
    private static partial Regex Request();
}
