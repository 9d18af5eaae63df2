using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Youki.Runtime.IntegrationTests.Support.Registries;

/// <summary>A real registry (Debian's docker-registry) on a free port of 127.0.0.1, with a storage directory of its own. It ends with the test, or with the test's process.</summary>
internal sealed partial class RegistryProcess : IAsyncDisposable
{
    private const string Program = "docker-registry";

    // The registry's end closes its output; the end of this process closes the input, which ends the registry.
    private const string Script = """
        "$@" </dev/null &
        child=$!
        exec 2>/dev/null >/dev/null
        cat
        kill -KILL "$child"
        wait "$child"
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private Task _reading = Task.CompletedTask;

    private RegistryProcess(Process process, string directory, Uri url) => (_process, Directory, Url) = (process, directory, url);

    /// <summary>Why there can be none on this host. Null: there can.</summary>
    public static string? WhyNot => File.Exists($"/usr/bin/{Program}") ? null : $"needs {Program} (apt-get install docker-registry)";

    /// <summary>Its files; its storage is in <c>storage/</c>.</summary>
    public string Directory { get; }

    /// <summary>Where it listens, with a slash at its end.</summary>
    public Uri Url { get; }

    /// <summary>Host and port, as in references.</summary>
    public string Host => Url.Authority;

    /// <summary>Where it keeps the content of a blob, for tests that damage it.</summary>
    public string BlobFile(Digest digest) => $"{Directory}/storage/docker/registry/v2/blobs/{digest.AlgorithmText}/{digest.Hex[..2]}/{digest.Hex}/data";

    /// <summary>Starts a registry and waits until it listens.</summary>
    public static async Task<RegistryProcess> StartAsync(RegistrySetup? setup = null)
    {
        setup ??= new RegistrySetup();
        var directory = System.IO.Directory.CreateTempSubdirectory("youki-runtime-registry-").FullName;
        try
        {
            var configuration = await RegistryConfiguration.WriteAsync(directory, setup);
            var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", Program, "serve", configuration])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var port = await ReadPortAsync(process);
            var registry = new RegistryProcess(process, directory, new Uri($"{(setup.Authority is null ? "http" : "https")}://127.0.0.1:{port}/"));
            registry._reading = Task.WhenAll(process.StandardError.BaseStream.CopyToAsync(Stream.Null), process.StandardOutput.BaseStream.CopyToAsync(Stream.Null));
            return registry;
        }
        catch
        {
            System.IO.Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_process);
        await _reading;
        _process.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static async Task<int> ReadPortAsync(Process process)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(limit.Token) is { } line)
        {
            said.Add(line);
            if (ListeningLine.Match(line) is { Success: true } match)
            {
                return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            }
        }

        await EndAsync(process);
        throw new InvalidOperationException($"{Program} did not start:\n{string.Join('\n', said)}");
    }

    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    [GeneratedRegex(@"listening on 127\.0\.0\.1:([0-9]+)")]
    private static partial Regex ListeningLine { get; }
}
