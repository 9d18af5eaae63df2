using System.Globalization;
using Youki.Runtime.IntegrationTests.Cli;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Rootless;

/// <summary>An ordinary user on pure cgroup v2, to whom a cgroup was given, and to whom none was.</summary>
[Trait("Host", "v2-only")]
public sealed class RootlessUnifiedTests
{
    private const string Root = "/sys/fs/cgroup";
    private const string OutOfMemory = "137";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_user_with_a_cgroup_has_limits_that_hold(string runtime)
    {
        await using var user = await OpenAsync();
        using var cgroup = new GivenCgroup(user);
        user.Preparation = $"echo $$ > {cgroup.Session}/cgroup.procs";
        const string Limits = "cat /proc/self/uid_map /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max; /bin/sh -c 'exec tail /dev/zero'; echo $?; exit 5";

        var limited = await user.RunAsync("--runtime", Program(runtime), "run", "--rm", "--memory", "32m", "--memory-swap", "32m", "--pids-limit", "50", ImageOf(user), "/bin/sh", "-c", Limits);

        limited.ExitCode.Should().Be(5, limited.Error);
        limited.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Should().Equal(
            "0", Text(user.Id), "1", "1", Text(user.FirstSubordinate), "65536", Text(32 * 1024 * 1024), "50", OutOfMemory);
        Directory.Exists($"{cgroup.Path}/orchestrator").Should().BeTrue("the container's cgroup was in it");
        Directory.EnumerateDirectories($"{cgroup.Path}/orchestrator").Should().BeEmpty();
        await user.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_user_without_a_cgroup_runs_containers_without_limits()
    {
        await using var user = await OpenAsync();

        var run = await user.RunAsync("--runtime", Program("youki"), "run", "--rm", ImageOf(user), "/bin/sh", "-c", "(sleep 1000 &); exit 4");

        run.ExitCode.Should().Be(4, run.Error);
        await user.AssertNothingIsLeftAsync();
    }

    private static async Task<OrdinaryUser> OpenAsync()
    {
        Assert.SkipUnless(File.Exists($"{Root}/cgroup.controllers"), "needs pure cgroup v2");
        return await OrdinaryUser.MakeAsync();
    }

    /// <summary>An image without files that only root can read.</summary>
    private static string ImageOf(OrdinaryUser user)
    {
        var path = Path.Combine(user.Shared, "image");
        if (!Directory.Exists(path))
        {
            BusyboxImage.MakeAt(path);
            File.Delete($"{path}/bin/not-executable");
        }

        return $"dir:{path}";
    }

    private static string Program(string runtime) => RuntimePrograms.Find(runtime)!;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A cgroup that root gives to a user, with one below it for the user's processes, as a service manager would.</summary>
    private sealed class GivenCgroup : IDisposable
    {
        public GivenCgroup(OrdinaryUser user)
        {
            Path = $"{Root}/youki-runtime-tests-{user.Name}";
            File.WriteAllText($"{Root}/cgroup.subtree_control", "+memory +pids +cpu");
            Directory.CreateDirectory(Session);
            File.WriteAllText($"{Path}/cgroup.subtree_control", "+memory +pids +cpu");
            foreach (var file in new[] { "", "/cgroup.procs", "/cgroup.subtree_control", "/cgroup.threads", "/session", "/session/cgroup.procs" })
            {
                System.Diagnostics.Process.Start("chown", [user.Name, $"{Path}{file}"]).WaitForExit();
            }
        }

        public string Path { get; }

        public string Session => $"{Path}/session";

        public void Dispose()
        {
            // After a failure only.
            File.WriteAllText($"{Path}/cgroup.kill", "1");
            SpinWait.SpinUntil(() => File.ReadAllText($"{Path}/cgroup.events").Contains("populated 0", StringComparison.Ordinal), TimeSpan.FromSeconds(15));
            foreach (var directory in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length).Append(Path))
            {
                Directory.Delete(directory);
            }
        }
    }
}
