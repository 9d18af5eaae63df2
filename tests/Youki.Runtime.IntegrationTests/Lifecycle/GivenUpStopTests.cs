using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

public sealed class GivenUpStopTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_stop_that_was_given_up_does_not_shorten_the_next(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("trap 'echo asked; n=$((n+1)); [ $n -lt 2 ] || { sleep 1; exit 3; }' TERM; echo ready; while :; do sleep 0.02; done"));
        await node.SaysAsync(id, "ready");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);
        var first = node.Runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.FromMilliseconds(500) }, patience.Token);
        await node.SaysAsync(id, "asked");
        await patience.CancelAsync();
        await FluentActions.Awaiting(() => first).Should().ThrowAsync<OperationCanceledException>();
        await Task.Delay(TimeSpan.FromMilliseconds(600), TestNode.Token);

        await node.Runtime.StopContainerAsync(id, new() { Timeout = TimeSpan.FromSeconds(30) }, TestNode.Token);

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(3, "it had its 30 seconds, and took one");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_damaged_deadline_keeps_nobody_from_stopping(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("trap 'exit 4' TERM; echo ready; while :; do sleep 0.02; done"));
        await node.SaysAsync(id, "ready");
        await File.WriteAllTextAsync(Path.Combine(node.Bundle(id), "runs/1/stop.json"), "{", TestNode.Token);

        await node.Runtime.StopContainerAsync(id, cancellationToken: TestNode.Token);

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(4);
    }
}
