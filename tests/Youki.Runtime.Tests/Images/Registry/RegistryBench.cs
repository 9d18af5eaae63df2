using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Execution;
using Youki.Runtime.Images.Documents;
using Youki.Runtime.Images.Registry;
using Youki.Runtime.Images.Registry.Connections;
using Youki.Runtime.Images.Registry.Credentials;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Tests.Images.Registry;

/// <summary>Registry clients over a script, without waits between attempts, and with a home of their own.</summary>
internal sealed class RegistryBench : IDisposable
{
    public RegistryBench(ScriptedRegistry? script = null, ImageOptions? options = null, IProcessRunner? runner = null, TimeProvider? time = null)
    {
        Options = options ?? new ImageOptions();
        Script = script ?? new ScriptedRegistry();
        time ??= TimeProvider.System;
        Clients = new RegistryClients(
            Options,
            Script,
            runner ?? new ProcessRunner(NullLogger<ProcessRunner>.Instance, time),
            time,
            NullLoggerFactory.Instance,
            new RetryPace { First = TimeSpan.Zero, LongestWish = TimeSpan.Zero },
            new CredentialPaths(name => Variables.GetValueOrDefault(name)));
        Variables["HOME"] = Home;
        Variables["XDG_RUNTIME_DIR"] = $"{Home}/run";
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static RegistryCredentials Ada { get; } = new() { UserName = "ada", Password = "secret" };

    public static string AdaBasic { get; } = "Basic " + Convert.ToBase64String("ada:secret"u8);

    public string Home { get; } = Directory.CreateTempSubdirectory("youki-runtime-registry-").FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public ImageOptions Options { get; }

    public ScriptedRegistry Script { get; }

    public RegistryClients Clients { get; }

    public static ContentDescriptor Describe(byte[] content, string type = MediaTypes.OciLayer) => new() { MediaType = type, Digest = Digest.Of(content), Size = content.Length };

    public static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    public Task<IImageSource> OpenAsync(string reference = "registry.example/web:1", RegistryCredentials? credentials = null) =>
        Clients.OpenSourceAsync(ImageReference.Parse(reference), credentials, Token);

    public async Task<FetchedManifest> FetchAsync(string reference = "registry.example/web:1", RegistryCredentials? credentials = null)
    {
        await using var source = await OpenAsync(reference, credentials);
        return await source.FetchManifestAsync(null, Token);
    }

    public async Task<byte[]> ReadBlobAsync(ContentDescriptor blob, long offset = 0, string reference = "registry.example/web:1")
    {
        await using var source = await OpenAsync(reference);
        await using var content = await source.OpenBlobAsync(blob, offset, Token);
        using var all = new MemoryStream();
        await content.Content.CopyToAsync(all, Token);
        return all.ToArray();
    }

    /// <summary>Writes a file below the home.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        Clients.Dispose();
        Directory.Delete(Home, recursive: true);
    }
}
