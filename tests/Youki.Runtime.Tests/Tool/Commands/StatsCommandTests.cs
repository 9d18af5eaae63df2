using System.Text.Json;
using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class StatsCommandTests
{
    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Stats_without_a_terminal_is_one_table_of_all_that_run()
    {
        Add("web", ContainerState.Running);
        Add("db", ContainerState.Paused);
        _tool.Runtime.Add("old", ContainerState.Stopped);

        var outcome = await _tool.RunAsync("stats");

        outcome.ExitCode.Should().Be(0);
        outcome.Output.Split('\n').Should().HaveCount(4).And.ContainMatch("*NAME*CPU %*MEM USAGE / LIMIT*MEM %*NET I/O*BLOCK I/O*PIDS")
            .And.ContainMatch("*web*150.0%*32MB / 64MB*50.0%*2kB / 3kB*4kB / 5kB*7");
        outcome.Output.Should().NotContain("old");
    }

    [Fact]
    public async Task Stats_as_json_are_the_librarys_own_with_the_name()
    {
        Add("web", ContainerState.Running);

        var outcome = await _tool.RunAsync("stats", "--no-stream", "--format", "json");

        var row = JsonDocument.Parse(outcome.Output).RootElement[0];
        row.GetProperty("name").GetString().Should().Be("web");
        row.GetProperty("cpuPercent").GetDouble().Should().Be(150);
        row.GetProperty("stats").GetProperty("memory").GetProperty("limitBytes").GetInt64().Should().Be(64_000_000);
        row.GetProperty("stats").GetProperty("memory").TryGetProperty("swapBytes", out _).Should().BeFalse("what is not known is left out, never 0");
    }

    [Fact]
    public async Task Stats_of_one_that_does_not_run_is_an_error()
    {
        _tool.Runtime.Add("old", ContainerState.Stopped);

        var outcome = await _tool.RunAsync("stats", "old");

        outcome.ExitCode.Should().Be(1);
        outcome.Error.Should().Contain("stopped");
    }

    [Fact]
    public async Task Stats_without_limits_and_counters_shows_dashes()
    {
        var container = _tool.Runtime.Add("web");
        _tool.Monitor.Stats[container.Status.Id] = [Reading(container.Status.Id, 1) with { Memory = new MemoryStats { WorkingSetBytes = 1000 }, Networks = null, Pids = new PidsStats() }];

        var outcome = await _tool.RunAsync("stats", "web");

        outcome.Output.Should().MatchRegex(@"web\s+-\s+1kB / -\s+-\s+- / -");
    }

    [Theory]
    [InlineData("stats --interval 1ms")]
    [InlineData("stats --interval x")]
    public async Task Stats_with_an_interval_that_makes_no_sense_is_refused(string line) => (await _tool.RunAsync(line.Split(' '))).ExitCode.Should().Be(2);

    private void Add(string name, ContainerState state)
    {
        var id = _tool.Runtime.Add(name, state).Status.Id;
        _tool.Monitor.Stats[id] = [Reading(id, 1), Reading(id, 2)];
    }

    internal static ContainerStats Reading(ContainerId id, int second) => new()
    {
        Id = id,
        Run = 1,
        Time = FakeRuntime.Now.AddSeconds(second),
        MonotonicTime = TimeSpan.FromSeconds(second),
        Cpu = new CpuStats { Usage = TimeSpan.FromSeconds(1.5 * second) },
        Memory = new MemoryStats { WorkingSetBytes = 32_000_000, UsageBytes = 40_000_000, LimitBytes = 64_000_000 },
        Pids = new PidsStats { Current = 7 },
        Io = new IoStats { Devices = [new() { Major = 8, Minor = 0, ReadBytes = 4000, WrittenBytes = 5000 }] },
        Networks = [Network("lo", 1_000_000, 1_000_000), Network("eth0", 2000, 3000)],
    };

    private static NetworkStats Network(string name, ulong received, ulong sent) => new()
    {
        Name = name, ReceivedBytes = received, SentBytes = sent, ReceivedPackets = 0, ReceiveDrops = 0, ReceiveErrors = 0, SentPackets = 0, SendDrops = 0, SendErrors = 0,
    };
}
