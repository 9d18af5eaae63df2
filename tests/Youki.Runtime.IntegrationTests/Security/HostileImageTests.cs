using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.IntegrationTests.Tool;
using static Youki.Runtime.IntegrationTests.UserNamespaces.UserNamespaceNode;

namespace Youki.Runtime.IntegrationTests.Security;

/// <summary>All walls at once: an image that tries everything changes nothing but its own tmpfs and volume.</summary>
public sealed class HostileImageTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hostile_image_changes_only_its_own_tmpfs_and_volume(string flavor)
    {
        await using var node = await OpenAsync(flavor);
        var image = Make(node);
        var config = new ContainerConfig
        {
            Image = $"dir:{image}",
            Command = ["/bin/sh", "/hostile.sh"],
            UserNamespace = Automatic,
            Security = new SecurityConfig { Capabilities = new CapabilityConfig { Drop = ["ALL"] } },
            ReadOnlyRootfs = true,
            ResourceRequests = new ResourceRequests { CpuCores = 0.5, MemoryMb = 64, DiskMb = 16 },
            Limits = new ResourceLimits { PidsLimit = 100 },
            Mounts = [new TmpfsMount { Target = "/tmp", SizeBytes = 16 << 20 }, new VolumeMount { Target = "/data", Name = "own" }],
        };

        var id = await node.CreateAsync(config);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token).WaitAsync(TimeSpan.FromMinutes(5), TestNode.Token);
        var (output, error) = await node.OutputAsync(id);
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);

        Check(output, error);
        Directory.EnumerateFileSystemEntries(image).Should().NotContain($"{image}/made");
        (await node.Runtime.InspectVolumeAsync("own", TestNode.Token)).Name.Should().Be("own");
        await node.Runtime.RemoveVolumeAsync("own", cancellationToken: TestNode.Token);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Hostile_image_is_held_by_docker_s_flags(string flavor)
    {
        await using var node = await ToolNode.OpenAsync(flavor);
        var image = Make(node.Node);

        var result = await node.RunAsync(
            "--id-pool", $"{First}:{Count}", "--id-pool-dir", node.Node.At("id-ranges"), "run", "--rm", "--userns", "auto", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
            "--read-only", "--tmpfs", "/tmp:size=16m", "--mount", "type=empty,target=/data", "-m", "64m", "--cpus", "0.5", "--pids-limit", "100", "--storage-opt", "size=16m",
            $"dir:{image}", "/bin/sh", "/hostile.sh");

        Check(result.Output, result.Error);
    }

    private static string Make(TestNode node)
    {
        KernelModule.Load("loop");
        var directory = node.At("hostile");
        BusyboxImage.MakeAt(directory);
        File.SetUnixFileMode(node.Path, (UnixFileMode)0b111_000_001);
        File.WriteAllText($"{directory}/hostile.sh", HostileImage.Script);
        return directory;
    }

    private static void Check(string output, string error)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Where(line => line.StartsWith("did ", StringComparison.Ordinal)).Should().BeEmpty();
        lines.Where(line => line.StartsWith("wrote ", StringComparison.Ordinal)).Select(line => line["wrote ".Length..]).Should().BeEquivalentTo(HostileImage.OwnPlaces, error);
        lines.Should().Contain("end", "it lives on after all that: {0}", error);
    }
}
