using System.Text;
using Youki.Runtime.IntegrationTests.Rootfs;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Volumes;

/// <summary>File systems in memory, directories that begin empty, and files whose content is never stored.</summary>
public sealed class MemoryMountTests
{
    private const string Secret = "pSMqT7wb9XK2";

    private static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents => new Dictionary<string, ReadOnlyMemory<byte>> { ["password"] = Encoding.UTF8.GetBytes(Secret), ["config"] = "a=b"u8.ToArray() };

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Tmpfs_has_the_size_owner_and_flags_that_were_asked_for(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("stat -c '%a %u:%g' /small /open; head -c 200000 /dev/zero > /small/a || echo full; cp /bin/busybox /open/true && /open/true && echo runs; grep -c ' /small .*nosuid,nodev,noexec' /proc/self/mountinfo; echo x > /root-file || echo refused") with
        {
            ReadOnlyRootfs = true,
            Mounts =
            [
                new TmpfsMount { Target = "/small", SizeBytes = 65536, Mode = (UnixFileMode)0b111_000_000, Uid = 5, Gid = 6 },
                new TmpfsMount { Target = "/open", AllowExec = true },
            ],
        };

        var (_, output, error) = await node.RunAsync(config);

        output.Should().Be("700 5:6\n1777 0:0\nfull\nruns\n1\nrefused\n", error);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Empty_directories_outlive_runs_and_go_with_the_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("stat -c %a /disk /memory; echo x >> /disk/file; echo x >> /memory/file; cat /disk/file /memory/file; head -c 200000 /dev/zero > /memory/big || echo full; rm /memory/big") with
        {
            Mounts = [new EmptyDirMount { Target = "/disk" }, new EmptyDirMount { Target = "/memory", InMemory = true, SizeBytes = 65536 }],
        });
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        (await node.OutputAsync(id)).Output.Should().Be("777\n777\nx\nx\nfull\n777\n777\nx\nx\nx\nx\nfull\n");
        File.Exists($"{node.Bundle(id)}/empty/0/file").Should().BeTrue();
        await node.Runtime.RemoveContainerAsync(id, cancellationToken: TestNode.Token);
        node.AssertNothingIsLeft();
    }

    [Theory]
    [Trait("Host", "v2")]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Files_are_in_memory_only_and_outlive_runs_but_no_reboot(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("cat /run/secrets/password /etc/app/config; echo; stat -c '%a %u:%g' /run/secrets/password /etc/app/config; echo x > /run/secrets/password || echo refused") with
        {
            Mounts = [new FileMount { Name = "password", Target = "/run/secrets/password" }, new FileMount { Name = "config", Target = "/etc/app/config", Uid = 7, Gid = 8, Mode = (UnixFileMode)0b110_100_100 }],
        };
        var id = await node.Runtime.CreateContainerAsync(config, new() { NodeId = node.Id, Files = Contents }, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        const string Once = $"{Secret}a=b\n400 0:0\n644 7:8\nrefused\n";
        (await node.OutputAsync(id)).Output.Should().Be(Once);

        // The record and the spec say which, not what; the file system that has it is one in memory.
        Host.Run("sh", "-c", $"grep -rl --exclude-dir=rootfs --exclude-dir=memory --exclude-dir=log {Secret} {node.Path} || true").Should().BeEmpty();
        Host.Run("stat", "-f", "-c", "%T", $"{node.Bundle(id)}/memory").Should().Be("tmpfs");
        (await node.Runtime.InspectContainerAsync(id, TestNode.Token)).Config.Mounts!.OfType<FileMount>().First().Digest.Should().Be(Digest.Of(Encoding.UTF8.GetBytes(Secret)));

        var other = await node.OpenRuntimeAsync();
        await other.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        (await node.OutputAsync(id)).Output.Should().Be(Once + Once);

        Host.Run("umount", "-l", $"{node.Bundle(id)}/memory");
        var start = () => other.StartContainerAsync(id, TestNode.Token);
        (await start.Should().ThrowAsync<MissingFilesException>()).Which.Names.Should().Equal("password", "config");

        var provide = (string content) => other.ProvideFilesAsync(id, new Dictionary<string, ReadOnlyMemory<byte>> { ["password"] = Encoding.UTF8.GetBytes(content), ["config"] = "a=b"u8.ToArray() }, TestNode.Token);
        await provide.Awaiting(hand => hand("another")).Should().ThrowAsync<ContainerConfigException>().WithMessage("*password*digest*");
        await provide(Secret);
        await start();
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        (await node.OutputAsync(id)).Output.Should().Be(Once + Once + Once);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Commands_and_copies_see_what_is_mounted_and_no_other_container_does(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done") with { Mounts = [new FileMount { Name = "password", Target = "/secret" }, new VolumeMount { Name = "v", Target = "/v" }] };
        var id = await node.Runtime.CreateContainerAsync(config, new() { NodeId = node.Id, Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["password"] = Encoding.UTF8.GetBytes(Secret) } }, TestNode.Token);
        await node.SaysAsync(id, "ready");

        var seen = await node.Runtime.ExecAsync(id, new() { Command = ["/bin/cat", "/secret"] }, TestNode.Token);
        var (_, other, error) = await node.RunAsync(TestNode.Shell($"grep -c {id} /proc/self/mountinfo; ls /v") with { Mounts = [new VolumeMount { Name = "v", Target = "/v" }] });

        seen.StdoutText.Should().Be(Secret);
        other.Should().Be("0\n", error);
        await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);
        node.AssertNothingIsLeft();
    }
}
