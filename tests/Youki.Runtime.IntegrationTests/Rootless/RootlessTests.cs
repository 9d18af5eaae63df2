using System.Globalization;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;
using Youki.Runtime.TestImages.Registry;

namespace Youki.Runtime.IntegrationTests.Rootless;

/// <summary>A user without privileges, with the tool. youki does not run here for such users (see the refusals), and both run in the virtual machine.</summary>
public sealed class RootlessTests
{
    [Fact]
    public async Task A_container_sees_the_owners_that_the_image_says_and_leaves_nothing_behind()
    {
        await using var user = await OrdinaryUser.MakeAsync();
        await LoadAsync(user, ManyOwners.Build());

        var run = await user.RunAsync("--runtime", "runc", "run", "--name", "owners", "test", "/bin/sh", "-c", $"{ManyOwners.Script}; cat /proc/self/uid_map; exit 7");

        run.ExitCode.Should().Be(7, run.Error);
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Should().Equal([.. ManyOwners.Expected, $"0 {user.Id} 1", $"1 {user.FirstSubordinate} 65536"]);
        var rootfs = Path.Combine(Directory.EnumerateDirectories(user.Bundles).Single(path => !Path.GetFileName(path).StartsWith('.')), "rootfs");
        (await user.CommandAsUserAsync("/sbin/getcap", "-n", $"{rootfs}/bin/raw")).Output.Should().Contain($"cap_net_raw=ep [rootid={user.Id}]");
        (await user.SucceedAsync("ps", "-a")).Should().Contain("Exited (7)");
        (await user.SucceedAsync("logs", "owners")).Should().Be(run.Output);
        await user.SucceedAsync("image", "verify", "test");
        await user.SucceedAsync("rm", "owners");
        await user.SucceedAsync("rmi", "test");
        Directory.EnumerateFileSystemEntries(Path.Combine(user.Images, "layers")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_container_is_stopped_and_removed_with_files_of_other_owners_that_it_has_written()
    {
        await using var user = await OrdinaryUser.MakeAsync();
        await LoadAsync(user, Busybox.Image().Build());
        const string Script = "mkdir -m 700 /tmp/a /tmp/a/b; echo x > /tmp/a/b/file; chmod 000 /tmp/a/b/file; cd /tmp; busybox chown -R 1000:2000 /tmp/a; (sleep 1000 &) ; trap 'exit 3' TERM; echo up; while :; do sleep 1; done";

        var id = (await user.SucceedAsync("--runtime", "runc", "run", "-d", "--name", "web", "test", "/bin/sh", "-c", Script)).Trim();
        await TestNode.EventuallyAsync(async () => (await user.SucceedAsync("logs", "web")).Contains("up", StringComparison.Ordinal));
        await user.SucceedAsync("stop", "web");

        (await user.SucceedAsync("ps", "-a")).Should().Contain("Exited (3)");
        new FileInfo(Path.Combine(user.Bundles, id, "rootfs/tmp/a")).UnixFileMode.Should().Be((UnixFileMode)0b111_000_000);
        await TestNode.EventuallyAsync(() => Task.FromResult(!user.HasProcesses()));
        (await user.SucceedAsync("--runtime", "runc", "start", "web")).Trim().Should().Be("web");
        await user.SucceedAsync("rm", "-f", "web");
        await user.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_command_runs_as_another_user_of_the_container()
    {
        await using var user = await OrdinaryUser.MakeAsync();
        await LoadAsync(user, Busybox.Image().Build());
        await user.SucceedAsync("--runtime", "runc", "run", "-d", "--name", "web", "test", "sleep", "1000");

        var own = await user.SucceedAsync("exec", "-u", "1000:1000", "web", "/bin/sh", "-c", "id -u; id -g; cat /proc/self/uid_map | wc -l");
        var refused = await user.RunAsync("exec", "-u", "web", "web", "/bin/id");

        own.Should().Be("1000\n1000\n2\n");
        refused.Error.Should().Contain("further groups").And.Contain("1000:1000");
        refused.ExitCode.Should().NotBe(0);
        await user.SucceedAsync("rm", "-f", "web");
    }

    [Fact]
    public async Task A_volume_of_the_image_has_its_owners()
    {
        await using var user = await OrdinaryUser.MakeAsync();
        await LoadAsync(user, ManyOwners.Build(new ImageConfig { Volumes = ["/srv"] }));

        var output = await user.SucceedAsync("--runtime", "runc", "run", "--rm", "test", "/bin/sh", "-c", "stat -c '%n %u:%g %a' /srv /srv/web; grep -c ' /srv ' /proc/self/mountinfo; busybox chown 7 /srv/web");

        output.Should().Be("/srv 33:33 755\n/srv/web 33:33 640\n1\n");
        await user.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Directories_of_the_host_volumes_and_memory_are_mounted()
    {
        await using var user = await OrdinaryUser.MakeAsync();
        await LoadAsync(user, ManyOwners.Build());
        File.WriteAllText(Path.Combine(user.Shared, "file"), "of the host\n");
        const string Script = "cat /data/file; touch /data/new 2>/dev/null || echo read-only; stat -c '%n %u:%g %a' /srv /srv/web /scratch; grep ' /scratch ' /proc/self/mountinfo | grep -c 'nosuid.*size=1024k'; busybox chown 7:7 /srv/web";

        var output = await user.SucceedAsync(
            "--runtime", "runc", "run", "--rm", "-v", $"{user.Shared}:/data:ro", "-v", "data:/srv", "--tmpfs", "/scratch:size=1m,mode=770", "test", "/bin/sh", "-c", Script);
        var again = await user.SucceedAsync("--runtime", "runc", "run", "--rm", "-v", "data:/srv", "test", "/bin/sh", "-c", "stat -c '%u:%g' /srv/web");

        output.Should().Be("of the host\nread-only\n/srv 33:33 755\n/srv/web 33:33 640\n/scratch 0:0 770\n1\n");
        again.Should().Be("7:7\n");
        await user.SucceedAsync("volume", "rm", "data");
        await user.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task An_image_is_pulled_from_a_registry()
    {
        Assert.SkipUnless(DockerRegistry.IsOnHost, "needs docker-registry");
        await using var user = await OrdinaryUser.MakeAsync();
        await using var registry = await DockerRegistry.StartAsync(cancellationToken: TestNode.Token);
        using var client = registry.Client();
        var image = ManyOwners.Build();
        await client.PushAsync("team/app", "1", image, TestNode.Token);

        var output = await user.SucceedAsync("--runtime", "runc", "--plain-http", registry.Address, "run", "--rm", $"{registry.Address}/team/app:1", "/bin/sh", "-c", "stat -c '%u' /srv");

        output.Should().Be("33\n");
    }

    [Fact]
    public async Task Namespaces_of_the_host_are_used()
    {
        await using var user = await OrdinaryUser.MakeAsync();
        await LoadAsync(user, Busybox.Image().Build());
        const string Script = "readlink /proc/self/ns/net; readlink /proc/self/ns/pid; ls /sys/class/net | wc -l; echo x 2>/dev/null > /sys/x || echo read-only";

        var run = await user.RunAsync("--runtime", "runc", "run", "--rm", "--network", "host", "--pid", "host", "test", "/bin/sh", "-c", Script);

        var queues = await user.RunAsync("--runtime", "runc", "run", "--rm", "--ipc", "host", "test", "readlink", "/proc/self/ns/ipc");

        run.ExitCode.Should().Be(0, run.Error);
        string[] host = [.. new[] { "net", "pid" }.Select(type => new FileInfo($"/proc/self/ns/{type}").LinkTarget!)];
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().StartWith(host).And.EndWith("read-only");
        if (Directory.Exists("/dev/mqueue"))
        {
            queues.Output.Should().Be($"{new FileInfo("/proc/self/ns/ipc").LinkTarget}\n", queues.Error);
        }
        else
        {
            queues.Error.Should().Contain("ContainerConfig.Namespaces.Ipc is not supported here").And.Contain("/dev/mqueue is not there");
        }

        await user.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task The_own_group_of_a_user_is_the_containers_root_group()
    {
        await using var user = await OrdinaryUser.MakeAsync();
        await LoadAsync(user, Busybox.Image().Build());

        var output = await user.SucceedAsync("--runtime", "runc", "run", "--rm", "test", "/bin/sh", "-c", "touch /tmp/file; stat -c '%u:%g' /tmp/file; cat /proc/self/gid_map");

        output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Should().StartWith(["0:0", "0", user.Id.ToString(CultureInfo.InvariantCulture), "1", "1"]);
    }

    /// <summary>Puts an image into the user's store, by the name <c>test</c>.</summary>
    internal static async Task LoadAsync(OrdinaryUser user, TestImage image)
    {
        var layout = Path.Combine(user.Shared, "layout");
        new LayoutBuilder().Add("test", image).WriteTo(layout);
        await user.SucceedAsync("--runtime", "runc", "load", "-i", layout);
        await user.SucceedAsync("tag", image.Id.Hex[..12], "test");
    }
}
