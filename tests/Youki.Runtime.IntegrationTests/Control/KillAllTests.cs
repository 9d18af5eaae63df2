using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Control;

/// <summary>Signals to every process of a container.</summary>
public sealed class KillAllTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Every_process_gets_the_signal(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell(
            "trap 'echo first' USR1; for i in 1 2 3; do sh -c \"trap 'echo got$i' USR1; echo up$i; while :; do sleep 0.05; done\" & done; while :; do sleep 0.05; done"));
        foreach (var number in new[] { 1, 2, 3 })
        {
            await node.SaysAsync(id, $"up{number}");
        }

        await node.Runtime.KillContainerProcessesAsync(id, Signal.Parse("USR1"), TestNode.Token);

        foreach (var text in new[] { "got1", "got2", "got3", "first" })
        {
            await node.SaysAsync(id, text);
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Kill_ends_all_of_a_paused_one(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("sleep 100 & sleep 100 & echo ready; wait"));
        await node.SaysAsync(id, "ready");
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);

        await node.Runtime.KillContainerProcessesAsync(id, Signal.Kill, TestNode.Token);

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(137);
        var again = () => node.Runtime.KillContainerProcessesAsync(id, Signal.Term, TestNode.Token);
        (await again.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Stopped);
    }
}
