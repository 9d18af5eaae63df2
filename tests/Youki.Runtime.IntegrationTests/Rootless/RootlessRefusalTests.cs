using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Rootless;

/// <summary>What ordinary users are refused, by name and with advice, before anything is made.</summary>
public sealed class RootlessRefusalTests
{
    private static bool IsUnified => File.Exists("/sys/fs/cgroup/cgroup.controllers");

    [Fact]
    public async Task Youki_without_pure_cgroup_v2_is_refused_and_names_what_works()
    {
        Assert.SkipWhen(IsUnified, "needs cgroups of version 1");
        await using var user = await OrdinaryUser.MakeAsync();

        var run = await user.RunAsync("--runtime", Cli.RuntimePrograms.Find("youki")!, "run", "test");

        run.ExitCode.Should().NotBe(0);
        run.Error.Should().Contain("youki runs containers of ordinary users on pure cgroup v2 only").And.Contain("runc");
        Directory.Exists(user.Bundles).Should().BeFalse();
    }

    [Fact]
    public async Task What_needs_cgroups_is_refused_by_its_name_where_there_are_none()
    {
        Assert.SkipWhen(IsUnified, "needs cgroups of version 1");
        await using var user = await OrdinaryUser.MakeAsync();
        await RootlessTests.LoadAsync(user, Busybox.Image().Build());

        var limited = await user.RunAsync("--runtime", "runc", "run", "--memory", "64m", "--name", "limited", "test", "true");
        await user.SucceedAsync("--runtime", "runc", "run", "-d", "--name", "web", "test", "/bin/sh", "-c", "sleep 1000 & sleep 1000");

        limited.Error.Should().Contain("linux.resources.memory is not supported here").And.Contain("ordinary users have no cgroups of version 1");
        user.Leftovers().Count(path => path.StartsWith(user.Bundles, StringComparison.Ordinal)).Should().Be(1);
        foreach (var command in new[] { new[] { "pause", "web" }, ["stats", "--no-stream", "web"], ["top", "web"], ["update", "--memory", "64m", "web"] })
        {
            var refused = await user.RunAsync(command);
            refused.ExitCode.Should().NotBe(0);
            refused.Error.Should().Contain("has none of its own: ordinary users have no cgroups of version 1", "'{0}' must say so", command[0]);
        }

        var info = await user.SucceedAsync("--runtime", "runc", "info");
        info.Should().Contain($"as user {user.Id}").And.Contain("no limits, no pause, no statistics").And.Contain("Containers have the ids 0 to 65536");
        await user.SucceedAsync("kill", "web");
        await TestNode.EventuallyAsync(() => Task.FromResult(!user.HasProcesses()), "all processes died with the first one");
        await user.SucceedAsync("rm", "web");
    }

    [Fact]
    public async Task Without_subordinate_ids_only_images_of_root_alone_run_and_others_are_told_what_to_write()
    {
        await using var user = await OrdinaryUser.MakeAsync(subordinates: 0);
        await RootlessTests.LoadAsync(user, new ImageBuilder { Config = new() { Cmd = ["/bin/busybox", "id"] } }.Layer(layer => layer.Directory("bin").File("bin/busybox", File.ReadAllBytes(Busybox.HostPath), "755")).Build());

        var alone = await user.RunAsync("--runtime", "runc", "run", "--rm", "test");
        var other = await user.RunAsync("--runtime", "runc", "run", "--rm", "--user", "5:5", "test");
        await RootlessTests.LoadAsync(user, ManyOwners.Build());
        var owners = await user.RunAsync("--runtime", "runc", "run", "--rm", "test");

        alone.ExitCode.Should().Be(0, alone.Error);
        alone.Output.Should().StartWith("uid=0");
        other.Error.Should().Contain("cannot run as 5:5").And.Contain($"'{user.Name}:FIRST:65536' to /etc/subuid and to /etc/subgid");
        owners.Error.Should().Contain("this user has no such ids").And.Contain("/etc/subuid");
        await user.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Too_few_subordinate_ids_for_an_image_are_refused_with_how_many_are_needed()
    {
        await using var user = await OrdinaryUser.MakeAsync(subordinates: 50);
        await RootlessTests.LoadAsync(user, ManyOwners.Build());

        var run = await user.RunAsync("--runtime", "runc", "run", "--rm", "test");

        run.ExitCode.Should().NotBe(0);
        run.Error.Should().Contain("of 1000:1000, and this user has no such ids for containers").And.Contain(":FIRST:65536");
        await user.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Without_newuidmap_a_container_is_refused_with_the_package_to_install()
    {
        await using var user = await OrdinaryUser.MakeAsync();
        await RootlessTests.LoadAsync(user, Busybox.Image().Build());
        var programs = Directory.CreateDirectory(Path.Combine(user.Shared, "bin")).FullName;
        foreach (var program in new[] { "runc", "conmon", "bash", "env", "dotnet", "unshare" })
        {
            File.CreateSymbolicLink(Path.Combine(programs, program), Youki.Runtime.Execution.ProgramFinder.Find(program)!);
        }

        user.SearchPath = programs;
        var run = await user.RunAsync("--runtime", "runc", "run", "--rm", "test", "true");

        run.ExitCode.Should().NotBe(0);
        run.Error.Should().Contain("'newuidmap'").And.Contain("apt-get install uidmap");
        await user.AssertNothingIsLeftAsync();
    }
}
