using System.Diagnostics;
using System.Globalization;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Security;

namespace Youki.Runtime.IntegrationTests.Security;

/// <summary>What a container's process may not do.</summary>
public sealed class SecurityTests
{
    /// <summary>Docker's default set as the kernel shows it. Source: the status of a process in a container of Docker.</summary>
    private const ulong DockersCapabilities = 0xa80425fb;

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Capabilities_of_root_are_dockers_that_the_host_has(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var status = await StatusAsync(node, user: null);

        var granted = Granted();
        status.Should().Contain(new Dictionary<string, string>
        {
            ["CapInh"] = Hex(0), ["CapAmb"] = Hex(0), ["CapPrm"] = Hex(granted), ["CapEff"] = Hex(granted), ["CapBnd"] = Hex(granted), ["NoNewPrivs"] = "1",
        });
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Capabilities_of_another_user_are_none(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var status = await StatusAsync(node, "web");

        status.Should().Contain(new Dictionary<string, string>
        {
            ["CapInh"] = Hex(0), ["CapAmb"] = Hex(0), ["CapPrm"] = Hex(0), ["CapEff"] = Hex(0), ["CapBnd"] = Hex(Granted()), ["NoNewPrivs"] = "1",
        });
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Masked_paths_show_nothing(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var present = ProtectedPaths.Masked.Where(path => Path.Exists(path)).ToArray();

        var (exit, output, _) = await node.RunAsync(TestNode.Shell(
            "for p in \"$@\"; do if [ -d $p ]; then ls -A $p; echo x 2>/dev/null >$p/x && echo written; else head -c 16 $p; fi; done; echo end") with { Args = ["sh", .. present] });

        exit.ExitCode.Should().Be(0);
        output.Should().Be("end\n");
        present.Should().Contain("/proc/interrupts");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Kernel_files_cannot_be_opened_to_write(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        string[] files = ["/proc/sys/kernel/domainname", "/proc/sys/vm/overcommit_memory", "/sys/kernel/profiling"];

        var (_, output, error) = await node.RunAsync(TestNode.Shell("for f in \"$@\"; do (: >>$f) && echo opened $f; done; mount -o remount,rw /proc/sys && echo remounted") with { Args = ["sh", .. files] });

        output.Should().BeEmpty();
        error.Split('\n').Where(line => line.Contains("Read-only file system")).Should().HaveCount(files.Length, error);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Disk_of_the_host_cannot_be_made_and_read(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var disk = await FindDiskAsync();
        Assert.SkipUnless(disk is not null, "this host has no disk, and no module that makes one");

        var (exit, output, _) = await node.RunAsync(TestNode.Shell(
            $"for d in /tmp /dev /dev/shm; do mknod $d/disk b {disk!.Value.Major} {disk.Value.Minor}; head -c 1 $d/disk | wc -c; done; mount -t devtmpfs none /tmp && echo mounted; true"));

        exit.ExitCode.Should().Be(0);
        output.Should().Be(string.Concat(Enumerable.Repeat("0\n", 3)));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Devices_are_those_of_every_container_and_work(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (_, output, _) = await node.RunAsync(TestNode.Shell(
            "for d in null zero full random urandom tty; do [ -c /dev/$d ] || echo no $d; done; for d in fd stdin stdout stderr ptmx; do [ -L /dev/$d ] || echo no $d; done; "
            + "head -c 3 /dev/zero | wc -c; head -c 3 /dev/urandom | wc -c; echo x >/dev/null; echo y >/dev/stdout; ls /dev | grep -vE '^(null|zero|full|random|urandom|tty|console|core|fd|std.*|ptmx|pts|shm|mqueue)$'"));

        output.Should().Be("3\n3\ny\n");
    }

    /// <summary>A disk of the host; the virtual machine has none before it is given one of memory.</summary>
    private static async Task<(string Major, string Minor)?> FindDiskAsync()
    {
        const string Partitions = "/proc/partitions";
        if (File.ReadLines(Partitions).Skip(2).All(string.IsNullOrWhiteSpace))
        {
            using var loading = Process.Start("modprobe", ["brd"]);
            await loading.WaitForExitAsync(TestNode.Token);
        }

        return File.ReadLines(Partitions).Skip(2).FirstOrDefault()?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var major, var minor, ..] ? (major, minor) : null;
    }

    private static ulong Granted()
    {
        var host = ulong.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("CapBnd")).Split('\t')[1], NumberStyles.HexNumber);
        return DockersCapabilities & host;
    }

    private static string Hex(ulong capabilities) => capabilities.ToString("x16");

    private static async Task<Dictionary<string, string>> StatusAsync(TestNode node, string? user)
    {
        var (_, output, _) = await node.RunAsync(TestNode.Config("/bin/cat", "/proc/self/status") with { User = user });
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(":\t")).ToDictionary(parts => parts[0], parts => parts[^1]);
    }
}
