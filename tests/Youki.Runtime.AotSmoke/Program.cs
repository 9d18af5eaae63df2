using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Youki.Runtime;

// Published with NativeAOT, this runs a container through the library as a host would: options from JSON, services from DI.
const string Expected = "hello from a native program";

var root = Directory.CreateTempSubdirectory("youki-aot-");
try
{
    await using var services = BuildServices(root.FullName);
    return await RunContainerAsync(services, MakeRootFileSystem(root.FullName));
}
finally
{
    root.Delete(recursive: true);
}

static ServiceProvider BuildServices(string root)
{
    var runtime = Environment.GetEnvironmentVariable("YOUKI_RUNTIME_BINARY") ?? "youki";
    var json = $$"""{ "Youki": { "Runtime": "{{runtime}}", "StateDirectory": "{{root}}/state", "BundleDirectory": "{{root}}/bundles" } }""";
    using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
    var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();

    var services = new ServiceCollection();
    services.AddLogging();
    services.AddYoukiRuntime(configuration.GetSection("Youki"));
    return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}

static string MakeRootFileSystem(string root)
{
    var rootFileSystem = Path.Combine(root, "rootfs");
    foreach (var directory in (string[])["bin", "dev", "proc", "sys"])
    {
        Directory.CreateDirectory(Path.Combine(rootFileSystem, directory));
    }

    File.Copy("/bin/busybox", Path.Combine(rootFileSystem, "bin", "sh"));
    return rootFileSystem;
}

static async Task<int> RunContainerAsync(IServiceProvider services, string rootFileSystem)
{
    var runtime = services.GetRequiredService<IContainerRuntime>();
    var logs = services.GetRequiredService<IContainerLogs>();
    using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
    var node = NodeId.Parse("aot");
    await runtime.InitializeNodeAsync(node, timeout.Token);
    var config = new ContainerConfig { Image = $"dir:{rootFileSystem}", Command = ["/bin/sh", "-c", $"echo {Expected}; exit 7"] };
    var id = await runtime.CreateContainerAsync(config, new() { NodeId = node }, timeout.Token);
    try
    {
        var exit = await runtime.WaitContainerAsync(id, timeout.Token);
        var lines = new List<string>();
        await foreach (var entry in logs.ReadLogsAsync(id, cancellationToken: timeout.Token))
        {
            lines.Add(Encoding.UTF8.GetString(entry.Content.Span));
        }

        var inspected = await runtime.InspectContainerAsync(id, timeout.Token);
        Console.WriteLine($"exit code {exit.ExitCode}, output '{string.Join('|', lines)}', runtime {inspected.Runtime}");
        return exit.ExitCode == 7 && lines is [Expected] && inspected.Spec is not null ? 0 : 1;
    }
    finally
    {
        await runtime.RemoveContainerAsync(id, new() { Force = true }, CancellationToken.None);
    }
}
