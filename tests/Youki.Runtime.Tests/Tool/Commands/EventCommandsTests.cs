using Youki.Runtime.Tests.Tool.Fakes;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class EventCommandsTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly ToolHarness _tool = new();

    [Fact]
    public async Task Events_prints_one_line_each()
    {
        _tool.Monitor.Events.AddRange(
        [
            Of(EventKind.Exited) with { ContainerId = ContainerId.Parse("c-1"), Run = 2, ExitCode = 137, Reason = ExitReason.OomKilled, Name = "web", Image = "web:1" },
            Of(EventKind.ImagePulled) with { Image = "web:1" },
            Of(EventKind.Lost) with { LostCount = 7 },
        ]);

        var outcome = await _tool.RunAsync("events");

        outcome.Output.Should().Be("""
            2026-11-24T12:00:00.0000000+00:00 container exited c-1 (run=2, exitCode=137, reason=oomKilled, name=web, image=web:1)
            2026-11-24T12:00:00.0000000+00:00 image image-pulled web:1
            2026-11-24T12:00:00.0000000+00:00 journal lost (lost=7)

            """);
        _tool.Monitor.Query.Should().BeEquivalentTo(new { Follow = true, From = (EventCursor?)null, Kinds = (object?)null });
    }

    [Fact]
    public async Task Events_as_json_has_one_document_a_line_with_its_cursor()
    {
        _tool.Monitor.Events.Add(Of(EventKind.Started) with { ContainerId = ContainerId.Parse("c-1") });

        var outcome = await _tool.RunAsync("--format=json", "events", "--cursor", "n01234567-1-0", "--no-follow");

        outcome.Output.Should().Be("{\"cursor\":\"n01234567-2-0\",\"sequence\":2,\"time\":\"2026-11-24T12:00:00+00:00\",\"kind\":\"started\",\"containerId\":\"c-1\"}\n");
        _tool.Monitor.Query.Should().BeEquivalentTo(new { Follow = false, From = EventCursor.Parse("n01234567-1-0") });
    }

    [Fact]
    public async Task Events_filters_as_docker_does()
    {
        _tool.Monitor.Events.AddRange(
        [
            Of(EventKind.Exited) with { ContainerId = ContainerId.Parse("container-0abc"), Name = "web" },
            Of(EventKind.Exited) with { ContainerId = ContainerId.Parse("container-0def"), Name = "db" },
            Of(EventKind.ImagePulled) with { Image = "web" },
        ]);

        var outcome = await _tool.RunAsync("events", "-f", "event=die", "-f", "container=web", "-f", "type=container", "-f", "label=a=1");

        outcome.Output.Should().Contain("container-0abc").And.NotContain("container-0def").And.NotContain("pulled");
        _tool.Monitor.Query!.Kinds.Should().Equal(EventKind.Exited);
        _tool.Monitor.Query.Labels.Should().Equal(new Dictionary<string, string?> { ["a"] = "1" });
    }

    [Fact]
    public async Task Events_from_a_foreign_cursor_is_a_usage_error()
    {
        _tool.Monitor.Failure = new FormatException("'zzz' is not a cursor of this library.");

        var outcome = await _tool.RunAsync("events", "--cursor", "zzz");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Be("youkictl: --cursor: 'zzz' is not a cursor of this library. See 'youkictl events --help'.\n");
    }

    [Theory]
    [InlineData("color=red")]
    [InlineData("type=volume")]
    [InlineData("event=DIE!")]
    public async Task Events_with_an_unknown_filter_is_a_usage_error(string filter) => (await _tool.RunAsync("events", "-f", filter)).ExitCode.Should().Be(2);

    [Theory]
    [InlineData("label=a", "label=a=1", 0)]
    [InlineData("label=a=1", "label=a=1", 0)]
    [InlineData("label=a=1", "label=a=2", 2)]
    public async Task Events_with_a_label_twice_are_those_that_match_both(string first, string second, int exitCode)
    {
        var outcome = await _tool.RunAsync("events", "--no-follow", "-f", first, "-f", second);

        outcome.ExitCode.Should().Be(exitCode);
        if (exitCode == 0)
        {
            _tool.Monitor.Query!.Labels.Should().Equal(new Dictionary<string, string?> { ["a"] = "1" });
        }
    }

    [Fact]
    public async Task Maintain_says_what_was_done_and_what_failed()
    {
        _tool.Monitor.Maintained.AddRange(
        [
            Result("a") with { Done = ["missed events", "log rotation"] },
            Result("b") with { IsOwnedByOther = true, OwnerPid = 12 },
            Result("c") with { Failures = new Dictionary<string, string> { ["log rotation"] = "The disk is full." } },
        ]);

        var outcome = await _tool.RunAsync("maintain");

        outcome.ExitCode.Should().Be(1);
        outcome.Output.Should().Be("a: missed events, log rotation\nb: process 12 looks after it; nothing was done\nc: \n");
        outcome.Error.Should().Be("youkictl: node c: log rotation failed: The disk is full.\n");
    }

    private static ContainerEvent Of(EventKind kind) => new() { Cursor = EventCursor.Parse("n01234567-2-0"), Sequence = 2, Time = Time, Kind = kind };

    private static NodeMaintenance Result(string node) => new() { NodeId = NodeId.Parse(node), IsOwnedByOther = false, Done = [], Failures = new Dictionary<string, string>() };
}
