using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Youki.Runtime.DependencyInjection;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Diagnostics;

public sealed class TelemetryTests
{
    private const string Secret = "s3cr3t-value";

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Figures_tell_what_was_done_and_how_it_failed(string flavor)
    {
        using var meters = new RecordedMeters();

        // The other runtime of this node would be the first to note an end, if it looked.
        await using var node = await TestNode.OpenAsync(flavor, options => options.OwnNodes = false);
        var runtime = await OpenAsync(node, meters);
        var options = new CreateContainerOptions { NodeId = node.Id };

        var id = await runtime.CreateContainerAsync(TestNode.Config("/bin/sleep", "1000"), options, TestNode.Token);
        var running = meters.Observe(YoukiTelemetry.Running);
        await runtime.ExecAsync(id, new ExecOptions { Command = ["/bin/true"] }, TestNode.Token);
        var failure = () => runtime.CreateContainerAsync(TestNode.Config("/bin/none"), options, TestNode.Token);
        await failure.Should().ThrowAsync<ContainerStartException>();
        await runtime.StopContainerAsync(id, new StopOptions { Timeout = TimeSpan.Zero }, TestNode.Token);
        await TestNode.EventuallyAsync(() => Task.FromResult(meters.Of(YoukiTelemetry.Exits).Count == 1));
        await runtime.StartContainerAsync(id, TestNode.Token);
        await runtime.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);

        running.Should().Be(1);
        meters.Observe(YoukiTelemetry.Running).Should().Be(0);
        meters.Of(YoukiTelemetry.Creates).Select(count => (count.Value, count.Tags)).Should().Equal(
            (1, $"container.runtime.name={flavor}"), (1, $"container.runtime.name={flavor} error.type=Youki.Runtime.ContainerStartException"));
        meters.Of(YoukiTelemetry.CreateDuration).Should().HaveCount(2).And.OnlyContain(seconds => seconds.Value > 0 && seconds.Value < 60);
        meters.Of(YoukiTelemetry.Exits)[0].Tags.Should().Be("youki.exit.reason=error");
        meters.Of(YoukiTelemetry.Execs).Should().ContainSingle().Which.Tags.Should().BeEmpty();
        meters.Of(YoukiTelemetry.StartDuration).Should().ContainSingle();
        meters.Of(YoukiTelemetry.StopDuration).Should().ContainSingle();
        meters.Of(YoukiTelemetry.RemoveDuration).Should().ContainSingle();
    }

    [Fact]
    public async Task Trace_has_the_steps_and_no_secrets()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var traces = new ConcurrentQueue<Activity>();
        using var listener = Listen(traces);
        using var caller = new Activity("caller").Start();

        var id = await node.CreateAsync(TestNode.Config("/bin/echo", Secret) with { Name = "web", EnvVars = new Dictionary<string, string> { ["TOKEN"] = Secret } });

        var create = traces.Should().ContainSingle(trace => Equals(trace.GetTagItem(YoukiTelemetry.ContainerId), id.Value)).Which;
        create.DisplayName.Should().Be("youki create");
        create.ParentSpanId.Should().Be(caller.SpanId);
        create.Events.Select(step => step.Name).Should().ContainInOrder("resources", "spec", "launch", "start", "started");
        create.GetTagItem(YoukiTelemetry.ContainerName).Should().Be("web");
        create.TagObjects.Should().NotContain(tag => Equals(tag.Value, Secret));
        create.Status.Should().Be(ActivityStatusCode.Unset);
    }

    [Fact]
    public async Task Trace_of_a_failure_has_the_error()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var traces = new ConcurrentQueue<Activity>();
        using var listener = Listen(traces);
        var id = ContainerId.New();

        await ((Func<Task>)(() => node.CreateAsync(TestNode.Config("/bin/none"), id: id.Value))).Should().ThrowAsync<ContainerStartException>();

        var create = traces.Single(trace => Equals(trace.GetTagItem(YoukiTelemetry.ContainerId), id.Value));
        create.Status.Should().Be(ActivityStatusCode.Error);
        create.GetTagItem(YoukiTelemetry.ErrorType).Should().Be("Youki.Runtime.ContainerStartException");
        create.Events.Should().Contain(step => step.Name == "exception");
    }

    private static Task<YoukiRuntime> OpenAsync(TestNode node, RecordedMeters meters) => node.UseAsync(new YoukiRuntime(
        RuntimeParts.Build(Options.Create(node.Options), NullLoggerFactory.Instance, TimeProvider.System, [], [], meters: meters)));

    private static ActivityListener Listen(ConcurrentQueue<Activity> traces)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == YoukiTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = traces.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
