using System.Text;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Supervision;

/// <summary>The way into a container's standard input.</summary>
public sealed class InputTests
{
    private static readonly ContainerConfig Cat = TestNode.Config("/bin/cat") with { OpenStdin = true };

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Input_reaches_the_process_and_ends_when_it_is_disposed_of(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Cat);

        var input = await node.InputAsync(id);
        await input.WriteAsync("hello\n"u8.ToArray(), TestNode.Token);
        await node.SaysAsync(id, "hello\n");
        await input.WriteAsync("again"u8.ToArray(), TestNode.Token);
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
        await input.DisposeAsync();

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(0);
        Encoding.ASCII.GetString(await node.ReadAsync(id)).Should().Be("hello\nagain");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Input_of_a_created_container_waits_for_its_start(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Cat, start: false);

        await using (var input = await node.InputAsync(id))
        {
            await input.WriteAsync("early\n"u8.ToArray(), TestNode.Token);
        }

        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(0);
        (await node.OutputAsync(id)).Output.Should().Be("early\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Input_of_megabytes_arrives_whole(string flavor)
    {
        const int Size = 5_000_000;
        await using var node = await TestNode.OpenAsync(flavor);
        var sent = new byte[Size];
        new Random(1).NextBytes(sent);
        var id = await node.CreateAsync(Cat);

        await using (var input = await node.InputAsync(id))
        {
            await input.WriteAsync(sent, TestNode.Token);
        }

        (await node.FollowAsync(id)).AsSpan().SequenceEqual(sent).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Input_written_after_the_end_throws(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { OpenStdin = true });
        await using var input = await node.InputAsync(id);

        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await TestNode.EventuallyAsync(() => Task.FromResult(node.Processes().Count == 0));

        var write = async () => await input.WriteAsync("late"u8.ToArray(), TestNode.Token);
        await write.Should().ThrowAsync<IOException>();
        var attach = () => node.InputAsync(id);
        (await attach.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Stopped);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Input_not_asked_for_is_at_its_end_and_cannot_be_attached(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("cat; echo end; exec sleep 100"));
        await node.SaysAsync(id, "end");

        var attach = () => node.InputAsync(id);

        (await attach.Should().ThrowAsync<ContainerStatusException>()).Which.Message.Should().Contain(nameof(ContainerConfig.OpenStdin));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Input_of_a_new_run_is_a_new_one(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Cat);

        for (var run = 1; run <= 2; run++)
        {
            await using (var input = await node.InputAsync(id))
            {
                await input.WriteAsync(Encoding.ASCII.GetBytes($"run {run}\n"), TestNode.Token);
            }

            (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 0, Run = run });
            if (run == 1)
            {
                await node.Runtime.StartContainerAsync(id, TestNode.Token);
            }
        }

        (await node.OutputAsync(id)).Output.Should().Be("run 1\nrun 2\n");
    }
}
