using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class TopCommandTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Top_lists_processes_and_cleans_what_they_call_themselves()
    {
        _tool.Runtime.Add("web");
        _tool.Monitor.Processes.Add(Process with { ContainerPid = 1, Uid = 0, User = "root", Arguments = ["sh", "-c", "evil\u001b[2J"] });
        _tool.Monitor.Processes.Add(Process with { Pid = 4712, Uid = 1000, State = ProcessState.Zombie, CpuTime = TimeSpan.FromHours(25) });

        var outcome = await _tool.RunAsync("top", "web");

        outcome.ExitCode.Should().Be(0);
        outcome.Output.Split('\n').Should().ContainMatch("PID*HOST PID*USER*STATE*CPU TIME*MEMORY*COMMAND")
            .And.ContainMatch("1 *4711 *root *sleeping *0:01.50 *1.02kB *sh -c evil\\u001b[2J")
            .And.ContainMatch("- *4712 *1000 *zombie *1.01:00:00 *1.02kB *[sh]");
    }

    private static ContainerProcess Process => new()
    {
        Pid = 4711, ParentPid = 1, Name = "sh", Arguments = [], State = ProcessState.Sleeping, Threads = 1, CpuTime = TimeSpan.FromSeconds(1.5), ResidentBytes = 1024, StartedAt = FakeRuntime.Now,
    };
}
