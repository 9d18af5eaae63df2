using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Execution;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;
using Youki.Runtime.Rootfs;
using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.Rootfs;

/// <summary>A writable layer that is bounded by a project quota, on a file system that has them.</summary>
public sealed class DiskQuotaTests : IDisposable
{
    private const long Mebibyte = 1_048_576;

    private readonly string _directory = Directory.CreateTempSubdirectory("youki-quota-").FullName;

    private string Mounted => Path.Combine(_directory, "mounted");

    public void Dispose()
    {
        FileSystemMount.TryDetach(Mounted);
        FileTree.Delete(_directory);
    }

    [Fact]
    [Trait("Host", "v2-only")]
    public async Task Layer_is_of_a_project_with_a_quota_until_it_is_released()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounts need root");
        KernelModule.Load("loop");
        await MountAsync();
        using var mounted = Descriptor.OpenFile(Mounted, OpenFlags.ReadOnly | OpenFlags.Directory);
        Assert.SkipUnless(ProjectQuota.IsEnforced(mounted), "this kernel has no project quotas");
        var bundle = Directory.CreateDirectory(Path.Combine(Mounted, "web")).FullName;
        var provider = new WritableLayerProvider(new LayerImageMaker(Runner), NullLogger<WritableLayerProvider>.Instance);

        var taken = await provider.AcquireAsync(InputsOf(bundle), TestNode.Token);
        var again = await provider.AcquireAsync(InputsOf(bundle), TestNode.Token);
        var project = (uint)FileMetadata.TryOf(bundle)!.Value.Inode;
        using (var layer = Descriptor.OpenFile(Directory.CreateDirectory(Path.Combine(bundle, "layer", "upper")).FullName, OpenFlags.ReadOnly | OpenFlags.Directory))
        {
            ProjectQuota.Of(layer).Should().Be(project, "what is made in a project is of it");
        }

        ProjectQuota.IsUnused(mounted, project).Should().BeFalse();

        taken!.Data["method"].Should().Be("quota");
        again!.Data["method"].Should().Be("quota");
        await provider.ReleaseAsync(
            new HostResourceRecord { Kind = provider.Kind, Scope = provider.Scope, ContainerId = ContainerId.Parse("web"), BundlePath = bundle, Data = taken.Data }, TestNode.Token);
        Directory.Exists(Path.Combine(bundle, "layer")).Should().BeFalse();
        ProjectQuota.IsUnused(mounted, project).Should().BeTrue();
    }

    [Fact]
    [Trait("Host", "v2-only")]
    public async Task Container_with_a_user_namespace_is_bounded_by_a_quota()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounts need root");
        KernelModule.Load("loop");
        await MountAsync();
        using var mounted = Descriptor.OpenFile(Mounted, OpenFlags.ReadOnly | OpenFlags.Directory);
        Assert.SkipUnless(ProjectQuota.IsEnforced(mounted), "this kernel has no project quotas");

        // Root of the namespace must get through to its bundle.
        File.SetUnixFileMode(_directory, File.GetUnixFileMode(_directory) | UnixFileMode.OtherExecute);
        await using (var node = await TestNode.OpenAsync("youki", options => options.BundleDirectory = Path.Combine(Mounted, "bundles")))
        {
            // Owners of a tmpfs, where images of tests lie in the virtual machine, are mapped by newer kernels only.
            var image = BusyboxImage.MakeAt(Path.Combine(Mounted, "image"));
            var id = await node.CreateAsync(TestNode.Shell("dd if=/dev/zero of=/big bs=1M count=64; echo $?; rm /big; echo small >/small && cat /small") with
            {
                Image = image,
                ResourceRequests = new() { DiskMb = 16 },
                UserNamespace = new() { UidMappings = [new LinuxIdMapping { ContainerId = 0, HostId = 100_000, Size = 65_536 }] },
            });
            await node.Runtime.WaitContainerAsync(id, TestNode.Token);

            (await node.OutputAsync(id)).Output.Should().Be("1\nsmall\n");
            (await File.ReadAllTextAsync(node.Layout(id).LedgerFile, TestNode.Token)).Should().Contain("\"quota\"");
            LoopDevices.Of(node).Should().BeEmpty();
            await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        }
    }

    private static ProcessRunner Runner => new(NullLogger<ProcessRunner>.Instance, TimeProvider.System);

    private static SpecInputs InputsOf(string bundle) => new()
    {
        ContainerId = ContainerId.Parse("web"),
        NodeId = NodeId.Parse("node"),
        Config = new ContainerConfig { Image = "dir:/srv/rootfs", ResourceRequests = new() { DiskMb = 16 } },
        BundlePath = bundle,
        RootfsPath = Path.Combine(bundle, "rootfs"),
        CgroupPath = "/orchestrator/web",
        Resources = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            [IdMappings.ResourceKind] = new IdMappings
            {
                Uids = [new LinuxIdMapping { ContainerId = 0, HostId = 100_000, Size = 65_536 }], Gids = [new LinuxIdMapping { ContainerId = 0, HostId = 100_000, Size = 65_536 }],
            }.ToData(),
        },
        Host = new HostFacts
        {
            Runtime = new RuntimeIdentity { Flavor = "youki", Path = "/usr/bin/youki", Version = "0.7.0", Root = "/run/youki", CgroupMode = "v2", SystemdCgroup = false },
            Capabilities = new HashSet<string>(),
            OpenFilesHardLimit = 1024,
            EnforcesDeviceRules = true,
            HasCgroupNamespace = true,
        },
    };

    private async Task MountAsync()
    {
        var image = Path.Combine(_directory, "disk");
        await using (var file = File.Create(image))
        {
            file.SetLength(200 * Mebibyte);
        }

        var made = await Runner.CaptureAsync(
            new CommandLine { Program = "/usr/sbin/mkfs.ext4", Arguments = ["-q", "-F", "-O", "project,quota", image], TimeLimit = TimeSpan.FromMinutes(1) }, TestNode.Token);
        made.ExitCode.Should().Be(0, made.Stderr);
        Directory.CreateDirectory(Mounted);
        using var disk = Descriptor.OpenFile(image, OpenFlags.ReadWrite);
        using var device = LoopDevice.Attach(disk, image);
        try
        {
            FileSystemMount.Device(device.Path, Mounted, "ext4", "prjquota");
        }
        catch (NativeException exception)
        {
            Assert.Skip($"this kernel mounts no file system with project quotas: {exception.Message}");
        }
    }
}
