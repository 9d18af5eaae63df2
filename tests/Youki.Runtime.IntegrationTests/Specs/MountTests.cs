using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Specs;

/// <summary>The file systems that a container sees.</summary>
public sealed class MountTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Mounts_are_the_defaults_with_their_options(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, _) = await node.RunAsync(TestNode.Config("/bin/cat", "/proc/mounts"));

        var mounts = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        Options(mounts, "/", "overlay").Should().Contain("rw");
        Options(mounts, "/proc", "proc").Should().Contain(["rw", "nosuid", "nodev", "noexec"]);
        Options(mounts, "/dev", "tmpfs").Should().Contain(["rw", "nosuid", "mode=755", "size=65536k"]);
        Options(mounts, "/dev/pts", "devpts").Should().Contain(["rw", "nosuid", "noexec", "gid=5", "mode=620", "ptmxmode=666"]);
        Options(mounts, "/dev/shm", "tmpfs").Should().Contain(["rw", "nosuid", "nodev", "noexec", "size=65536k"]);
        Options(mounts, "/dev/mqueue", "mqueue").Should().Contain(["rw", "nosuid", "nodev", "noexec"]);
        Options(mounts, "/sys", "sysfs").Should().Contain(["ro", "nosuid", "nodev", "noexec"]);
        Options(mounts, "/proc/sys", "proc").Should().Contain("ro");
        mounts.Should().NotContain(mount => mount[1].Contains(node.Path));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Shared_memory_can_be_used_by_all_users(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, output, error) = await node.RunAsync(TestNode.Shell("echo x >/dev/shm/file && cat /dev/shm/file; stat -c %a /dev/shm") with { User = "web" });

        exit.ExitCode.Should().Be(0, error);
        output.Should().Be("x\n1777\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Cgroup_cannot_be_changed_from_inside(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, error) = await node.RunAsync(TestNode.Shell(
            "cd /sys/fs/cgroup; for f in memory.max cpu.max memory/memory.limit_in_bytes cpu/cpu.cfs_quota_us; do [ -e $f ] && (: >>$f) && echo opened $f; done; "
            + "for d in . */; do mkdir ./$d/new && rmdir ./$d/new && [ $d != . ] && echo made $d; done; true"));

        output.Should().BeEmpty();
        error.Should().Contain("Read-only file system");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Cgroup_of_the_container_is_all_that_it_sees(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, output, _) = await node.RunAsync(TestNode.Shell("cat /proc/self/cgroup; ls -R /sys/fs/cgroup"));

        exit.ExitCode.Should().Be(0);
        var lines = output.Split('\n');
        lines.Where(line => line.Contains("::/") || line.Contains(":pids:")).Should().NotBeEmpty();

        // On version 1 youki leaves the process outside of its cgroups in the hierarchies without controllers, where it is moved once it has its namespace: it sees the names there.
        var outside = flavor == "youki" && lines.Any(line => line.Contains(":pids:"));
        var controlled = outside ? lines.Where(line => !line.StartsWith("0::") && !line.Contains("systemd") && !line.Contains("/unified")).ToArray() : lines;
        controlled.Where(line => line.Contains(":/")).Should().OnlyContain(line => line.EndsWith(":/"));
        controlled.Should().NotContain(line => line.Contains(node.CgroupParent));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Image_is_unchanged_after_a_container_wrote_everywhere(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var image = BusyboxImage.MakeAt(node.At("image"));
        var before = Snapshot(node.At("image"));

        var (exit, _, error) = await node.RunAsync(TestNode.Shell(
            "set -e; echo new >/etc/passwd; rm /bin/ls /etc/group; mkdir /new; chmod 700 /tmp; chmod 777 /; ln -s /x /home/link; rm -r /home/web; "
            + "cat /bin/busybox >/bin/other; echo x >>/bin/not-executable") with { Image = image });

        exit.ExitCode.Should().Be(0, error);
        Snapshot(node.At("image")).Should().Equal(before);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Containers_of_one_image_do_not_see_each_others_files(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var config = TestNode.Shell("echo $HOSTNAME >/mine; echo ready; while ! [ -e /go ]; do sleep 0.02; done; cat /mine; ls / | grep -c mine");
        var ids = new[] { await node.CreateAsync(config with { Hostname = "one" }), await node.CreateAsync(config with { Hostname = "two" }) };
        await Task.WhenAll(ids.Select(id => node.SaysAsync(id, "ready")));

        foreach (var id in ids)
        {
            await File.WriteAllTextAsync(Path.Combine(node.Layout(id).Rootfs, "go"), "", TestNode.Token);
            await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        }

        (await node.OutputAsync(ids[0])).Output.Should().Be("ready\none\n1\n");
        (await node.OutputAsync(ids[1])).Output.Should().Be("ready\ntwo\n1\n");
    }

    private static string[] Options(List<string[]> mounts, string destination, string type)
    {
        mounts.Should().Contain(mount => mount[1] == destination && mount[2] == type, "{0} is a {1}", destination, type);
        return mounts.Last(mount => mount[1] == destination)[3].Split(',');
    }

    private static List<string> Snapshot(string root) =>
    [
        .. new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(new DirectoryInfo(root))
            .Select(entry => $"{entry.FullName} {entry.LinkTarget ?? $"{entry.UnixFileMode}"} {(entry as FileInfo)?.Length} {entry.LastWriteTimeUtc:O}")
            .Order(StringComparer.Ordinal),
    ];
}
