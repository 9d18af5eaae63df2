using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Lifecycle;

public sealed class StartTests
{
    private const string Program = "/program";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Start_running_or_paused_throws_and_has_no_effect(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        var before = await node.Runtime.GetContainerStatusAsync(id, TestNode.Token);
        var start = () => node.Runtime.StartContainerAsync(id, TestNode.Token);

        (await start.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Running);
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Should().BeEquivalentTo(before);
        await (await node.RuntimeOfAsync(id)).PauseAsync(id, TestNode.Token);
        (await start.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Paused);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Start_twenty_times_at_once_starts_it_once(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();
        var id = await node.CreateAsync(TestNode.Shell("echo ran; exec sleep 100"), start: false);

        var refused = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            try
            {
                await (number % 2 == 0 ? node.Runtime : other).StartContainerAsync(id, TestNode.Token);
                return 0;
            }
            catch (ContainerStatusException)
            {
                return 1;
            }
        }));

        refused.Sum().Should().Be(19);
        await node.SaysAsync(id, "ran");
        (await node.OutputAsync(id)).Output.Should().Be("ran\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Start_that_failed_can_be_done_again(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await CreateWithProgramAsync(node, "exit 255");
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        var program = node.Layout(id).Rootfs + Program;
        File.Move(program, $"{program}.away");

        var start = () => node.Runtime.StartContainerAsync(id, TestNode.Token);

        (await start.Should().ThrowAsync<ContainerStartException>()).Which.Failure.Should().Be(StartFailure.CommandNotFound);
        (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Should().BeEquivalentTo(new { State = ContainerState.Stopped, Run = 1, ExitCode = 255 });
        File.Move($"{program}.away", program);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        var exit = await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        exit.Should().BeEquivalentTo(new { Run = 2, ExitCode = 255, Reason = ExitReason.Error, ErrorMessage = (string?)null }, "what the failed start left says nothing of this one");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Start_that_failed_leaves_nothing_of_the_run(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await CreateWithProgramAsync(node, "exit 0");
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        File.Delete(node.Layout(id).Rootfs + Program);

        var start = () => node.Runtime.StartContainerAsync(id, TestNode.Token);

        await start.Should().ThrowAsync<ContainerStartException>();
        node.RuntimeStates().Should().BeEmpty();
        await TestNode.EventuallyAsync(() => Task.FromResult(node.Processes().Count == 0));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Start_ten_times_counts_the_runs(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("n=$(cat /n 2>/dev/null || echo 1); echo $((n + 1)) >/n; exit $n"));

        for (var run = 1; run <= 10; run++)
        {
            (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).Should().BeEquivalentTo(new { Run = run, ExitCode = run });
            if (run < 10)
            {
                await node.Runtime.StartContainerAsync(id, TestNode.Token);
            }
        }
    }

    private static Task<ContainerId> CreateWithProgramAsync(TestNode node, string script)
    {
        var image = BusyboxImage.MakeAt(node.At("image"));
        File.WriteAllText(node.At("image") + Program, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(node.At("image") + Program, (UnixFileMode)0b111_101_101);
        return node.CreateAsync(TestNode.Config(Program) with { Image = image });
    }
}
