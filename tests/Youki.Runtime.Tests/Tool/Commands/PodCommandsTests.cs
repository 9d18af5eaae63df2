using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class PodCommandsTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Create_options_become_the_configuration()
    {
        var outcome = await _tool.RunAsync(
            "pod", "create", "--share", "net,pid", "-l", "a=b", "--hostname", "h", "--sysctl", "net.core.somaxconn=5", "--shm-size", "1m", "-m", "64m", "--cpus", "0.5", "web");

        outcome.ExitCode.Should().Be(0, outcome.Error);
        _tool.Pods.OnlyConfig.Should().BeEquivalentTo(new PodConfig
        {
            Name = "web",
            ShareNetwork = true,
            ShareIpc = false,
            ShareUts = false,
            SharePid = true,
            Labels = new Dictionary<string, string> { ["a"] = "b" },
            Hostname = "h",
            Sysctls = new Dictionary<string, string> { ["net.core.somaxconn"] = "5" },
            ShmSizeBytes = 1 << 20,
            Limits = new ResourceLimits { CpuCores = 0.5, MemoryBytes = 64 << 20 },
        });
    }

    [Fact]
    public async Task Create_with_a_taken_name_fails()
    {
        await _tool.RunAsync("pod", "create", "web");

        var outcome = await _tool.RunAsync("pod", "create", "web");

        outcome.ExitCode.Should().NotBe(0);
        outcome.Error.Should().Contain("is taken by pod");
    }

    [Fact]
    public async Task Create_that_shares_what_cannot_be_shared_fails()
    {
        var outcome = await _tool.RunAsync("pod", "create", "--share", "net,mount");

        outcome.Error.Should().Contain("'mount' cannot be shared");
    }

    [Fact]
    public async Task Stop_and_remove_are_passed_on()
    {
        var id = (await _tool.RunAsync("pod", "create", "web")).Output.Trim();

        await _tool.RunAsync("pod", "stop", "-t", "3", "web");
        await _tool.RunAsync("pod", "rm", "-f", "web", "nobody");

        _tool.Pods.Calls.Should().Equal($"stop 3 {id}", $"rm True {id}");
    }

    [Fact]
    public async Task Unknown_pod_fails()
    {
        var outcome = await _tool.RunAsync("pod", "stop", "nobody");

        (outcome.ExitCode, outcome.Error).Should().Be((1, "youkictl: there is no pod 'nobody'. See 'youkictl pod ls'.\n"));
    }

    [Fact]
    public async Task List_shows_the_pods()
    {
        await _tool.RunAsync("pod", "create", "web");

        var outcome = await _tool.RunAsync("pod", "ps");

        outcome.Output.Should().Contain("POD ID").And.Contain("web").And.Contain("Ready");
    }
}
