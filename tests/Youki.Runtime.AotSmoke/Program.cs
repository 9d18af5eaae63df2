using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Youki.Runtime;
using Youki.Runtime.TestImages;

// Published with NativeAOT, this brings an image in and runs a container of it through the library as a host would: options from JSON, services from DI.
const string Expected = "hello from a native program";

var root = Directory.CreateTempSubdirectory("youki-aot-");
try
{
    await using var services = BuildServices(root.FullName);
    return await RunContainerAsync(services, MakeImage(root.FullName));
}
finally
{
    root.Delete(recursive: true);
}

static ServiceProvider BuildServices(string root)
{
    var runtime = Environment.GetEnvironmentVariable("YOUKI_RUNTIME_BINARY") ?? "youki";
    var json = $$"""
        { "Youki": { "Runtime": "{{runtime}}", "StateDirectory": "{{root}}/state", "BundleDirectory": "{{root}}/bundles", "ImageDirectory": "{{root}}/images", "CdiDirectories": ["{{root}}/cdi"] } }
        """;

    // What the program prints comes from a CDI device, whose spec is YAML.
    Directory.CreateDirectory(Path.Combine(root, "cdi"));
    File.WriteAllText(Path.Combine(root, "cdi", "smoke.yaml"), $"cdiVersion: 0.8.0\nkind: youki.example/smoke\ndevices:\n- name: \"0\"\n  containerEdits:\n    env: ['GREETING={Expected}']\n");
    using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
    var configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();

    var services = new ServiceCollection();
    services.AddLogging();
    services.AddYoukiRuntime(configuration.GetSection("Youki"));
    return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}

// One layer by gzip, one by zstd; the command is the image's.
static string MakeImage(string root)
{
    var config = new ImageConfig { Env = ["PATH=/bin", "GREETING=the image's"], Cmd = ["/bin/greet"] };
    var image = Busybox.Image(config)
        .Layer(layer => layer.Directory("bin").File("bin/greet", "#!/bin/sh\necho \"$GREETING\"\nexit 7\n", "755"), LayerCompression.Zstd)
        .Build();
    return new LayoutBuilder().Add("1", image).WriteTo(Path.Combine(root, "layout")) + ":1";
}

static async Task<int> RunContainerAsync(IServiceProvider services, string image)
{
    var runtime = services.GetRequiredService<IContainerRuntime>();
    var images = services.GetRequiredService<IImageStore>();
    var logs = services.GetRequiredService<IContainerLogs>();
    using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
    var node = NodeId.Parse("aot");
    await runtime.InitializeNodeAsync(node, timeout.Token);
    var pulled = await images.PullImageAsync(ImageReference.Parse(image), cancellationToken: timeout.Token);
    var id = await runtime.CreateContainerAsync(new ContainerConfig { Image = image, CdiDevices = ["youki.example/smoke=0"] }, new() { NodeId = node }, timeout.Token);
    try
    {
        var exit = await runtime.WaitContainerAsync(id, timeout.Token);
        var lines = new List<string>();
        await foreach (var entry in logs.ReadLogsAsync(id, cancellationToken: timeout.Token))
        {
            lines.Add(Encoding.UTF8.GetString(entry.Content.Span));
        }

        var inspected = await runtime.InspectContainerAsync(id, timeout.Token);
        Console.WriteLine($"image {pulled.Id}, exit code {exit.ExitCode}, output '{string.Join('|', lines)}', runtime {inspected.Runtime}");
        return exit.ExitCode == 7 && lines is [Expected] && inspected.Spec is not null ? 0 : 1;
    }
    finally
    {
        await runtime.RemoveContainerAsync(id, new() { Force = true }, CancellationToken.None);
    }
}
