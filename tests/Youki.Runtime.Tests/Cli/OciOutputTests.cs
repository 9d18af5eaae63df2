using Youki.Runtime.Cli;

namespace Youki.Runtime.Tests.Cli;

public sealed class OciOutputTests
{
    [Theory]
    [InlineData("youki-0.5.7")]
    [InlineData("youki-0.6.0")]
    [InlineData("youki-0.7.0")]
    [InlineData("runc-1.1.5")]
    [InlineData("crun-1.8.1")]
    public void State_is_read_from_every_version(string runtime)
    {
        State("created").Should().BeEquivalentTo(new { Id = "a", Status = ContainerState.Created, Bundle = "/example/bundle" });
        State("running").Status.Should().Be(ContainerState.Running);
        State("running").Pid.Should().BePositive();
        State("paused").Status.Should().Be(ContainerState.Paused);
        State("stopped").Should().BeEquivalentTo(new { Status = ContainerState.Stopped, Pid = (int?)null });
        State("stopped").Created!.Value.Year.Should().Be(2026);

        OciState State(string status) => OciOutput.State(Capture.Load(runtime, $"state-{status}").Stdout);
    }

    [Fact]
    public void State_is_read_without_what_may_be_missing()
    {
        var state = OciOutput.State("""{"id":"a","status":"creating","annotations":null,"owner":"root","extra":[1]}""");

        state.Should().BeEquivalentTo(new { Id = "a", Status = ContainerState.Creating, Pid = (int?)null, Bundle = (string?)null, Created = (DateTimeOffset?)null });
        state.Annotations.Should().BeEmpty();
    }

    [Fact]
    public void State_keeps_annotations() =>
        OciOutput.State("""{"id":"a","status":"pausing","annotations":{"k":"v"}}""").Should()
            .BeEquivalentTo(new { Status = ContainerState.Unknown, Annotations = new Dictionary<string, string> { ["k"] = "v" } });

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("Segmentation fault")]
    [InlineData("""{"id":"a","pid":"many"}""")]
    [InlineData("""{"id":"a","status":"runn""")]
    public void State_that_is_garbage_is_an_error_of_its_own(string text) =>
        FluentActions.Invoking(() => OciOutput.State(text)).Should().Throw<RuntimeOutputException>().Which.Verb.Should().Be("state");

    [Fact]
    public void Garbage_is_shortened() =>
        FluentActions.Invoking(() => OciOutput.Pids(new string('x', 10_000))).Should().Throw<RuntimeOutputException>().Which.Raw.Should().HaveLength(4096);

    [Theory]
    [InlineData("runc-1.1.5", "list-json", 1)]
    [InlineData("crun-1.8.1", "list-json", 1)]
    [InlineData("runc-1.1.5", "list-empty", 0)]
    [InlineData("crun-1.8.1", "list-empty", 0)]
    public void Lists_are_read(string runtime, string name, int count) => OciOutput.States(Capture.Load(runtime, name).Stdout).Should().HaveCount(count);

    [Theory]
    [InlineData("youki-0.7.0", "ps-json", 1)]
    [InlineData("crun-1.8.1", "ps-json", 1)]
    [InlineData("runc-1.1.5", "ps-stopped", 0)]
    [InlineData("youki-0.7.0-logged", "ps-stopped", 0)]
    public void Process_ids_are_read(string runtime, string name, int count) => OciOutput.Pids(Capture.Load(runtime, name).Stdout).Should().HaveCount(count);

    [Theory]
    [InlineData("youki-0.5.7")]
    [InlineData("youki-0.7.0")]
    [InlineData("runc-1.1.5")]
    public void Features_are_read(string runtime)
    {
        var features = OciOutput.Features(Capture.Load(runtime, "features").Stdout);

        features.OciVersionMin.Should().Be("1.0.0");
        features.Hooks.Should().Contain("createRuntime");
        features.Linux!.Namespaces.Should().Contain("user");
    }

    [Theory]
    [InlineData("youki-0.7.0", "cpu")]
    [InlineData("runc-1.1.5", "cpu")]
    public void Statistics_are_read(string runtime, string member)
    {
        var shape = RuntimeDialect.Of(runtime.Split('-')[0]).Events;

        var statistics = OciEvent.Of(shape, OciOutput.Document("events", Capture.Load(runtime, "events-stats").Stdout));

        statistics.Type.Should().Be(OciEvent.Statistics);
        statistics.Data.TryGetProperty(member, out _).Should().BeTrue();
    }
}
