using System.Text;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Attach;

public sealed class AttachTests
{
    private static readonly AttachOptions WithInput = new() { Input = true };
    private static readonly ContainerConfig Cat = TestNode.Config("/bin/cat") with { OpenStdin = true };

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Clients_see_all_output_since_they_came_and_late_ones_the_last_lines(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("while read line; do echo $line; done") with { OpenStdin = true }, start: false);
        await using var early = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await early.Input!.WriteAsync("one\ntwo\nthree\n"u8.ToArray(), TestNode.Token);
        await node.SaysAsync(id, "three");

        await using var late = await node.Runtime.AttachAsync(id, cancellationToken: TestNode.Token);
        await using var replaying = await node.Runtime.AttachAsync(id, new AttachOptions { Replay = 2 }, TestNode.Token);
        await early.Input.WriteAsync("four\n"u8.ToArray(), TestNode.Token);
        await early.Input.DisposeAsync();
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        (await TextOf(early)).Should().Be("one\ntwo\nthree\nfour\n");
        (await TextOf(late)).Should().Be("four\n");
        (await TextOf(replaying)).Should().Be("two\nthree\nfour\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Piece_without_newline_is_given_at_once(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("printf 'name: '; read name; echo hello $name") with { OpenStdin = true }, start: false);
        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await using var output = client.ReadOutputAsync(TestNode.Token).GetAsyncEnumerator(TestNode.Token);

        (await output.MoveNextAsync()).Should().BeTrue();
        Encoding.ASCII.GetString(output.Current.Content.Span).Should().Be("name: ");
        await client.Input!.WriteAsync("x\n"u8.ToArray(), TestNode.Token);
        (await output.MoveNextAsync()).Should().BeTrue();

        Encoding.ASCII.GetString(output.Current.Content.Span).Should().Be("hello x");
        (await output.MoveNextAsync()).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Detaching_ends_the_reading_and_leaves_the_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        var client = await node.Runtime.AttachAsync(id, cancellationToken: TestNode.Token);
        var reading = TextOf(client);

        await client.DisposeAsync();

        (await reading).Should().BeEmpty();
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Input_kept_open_serves_one_client_after_the_other(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Cat with { StdinOnce = false });

        foreach (var text in new[] { "first\n", "second\n" })
        {
            await using (var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token))
            {
                await client.Input!.WriteAsync(Encoding.ASCII.GetBytes(text), TestNode.Token);
            }

            await node.SaysAsync(id, text);
        }

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Detaching_a_client_of_the_output_does_not_close_the_input(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Cat);

        await (await node.Runtime.AttachAsync(id, cancellationToken: TestNode.Token)).DisposeAsync();
        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        await client.Input!.WriteAsync("still\n"u8.ToArray(), TestNode.Token);

        await node.SaysAsync(id, "still");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Input_that_is_not_read_waits_and_holds_up_nothing_else(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("trap 'echo alive' USR1; echo ready; while :; do sleep 0.05; done") with { OpenStdin = true });
        await node.SaysAsync(id, "ready");
        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);

        var writing = client.Input!.WriteAsync(new byte[4_000_000], patience.Token).AsTask();
        await node.Runtime.KillContainerAsync(id, Signal.Parse("USR1"), TestNode.Token);
        await node.SaysAsync(id, "alive");
        writing.IsCompleted.Should().BeFalse();
        await patience.CancelAsync();

        await writing.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(137);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stopped_client_holds_up_neither_container_nor_others(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("read go; i=0; while [ $i -lt 10 ]; do head -c 1000000 /dev/zero | tr '\\0' x; echo; i=$((i+1)); done; exit 9") with { OpenStdin = true, StdinOnce = false });
        using var holder = ClientProcess.Start(node, "attach", id.Value);
        await holder.SaysAsync("attached");
        holder.Stop();

        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        await client.Input!.WriteAsync("go\n"u8.ToArray(), TestNode.Token);
        var length = 0L;
        await foreach (var entry in client.ReadOutputAsync(TestNode.Token))
        {
            length += entry.Content.Length;
        }

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(9);
        length.Should().Be(10_000_000);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Killed_client_is_the_end_of_the_input_and_not_of_the_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("cat; echo end; exec sleep 100") with { OpenStdin = true });
        using var holder = ClientProcess.Start(node, "attach", id.Value);
        await holder.SaysAsync("attached");

        holder.Kill();

        await node.SaysAsync(id, "end");
        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Paused_container_takes_input_when_it_goes_on(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Cat);
        await node.Runtime.PauseContainerAsync(id, TestNode.Token);

        await using (var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token))
        {
            await client.Input!.WriteAsync("waiting\n"u8.ToArray(), TestNode.Token);
        }

        (await node.OutputAsync(id)).Output.Should().BeEmpty();
        await node.Runtime.ResumeContainerAsync(id, TestNode.Token);
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(0);
        (await node.OutputAsync(id)).Output.Should().Be("waiting\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Removal_ends_the_output_and_the_input(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Cat);
        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        var reading = TextOf(client);

        await node.Runtime.RemoveContainerAsync(id, new RemoveOptions { Force = true }, TestNode.Token);

        await reading.Invoking(task => task.WaitAsync(TimeSpan.FromSeconds(30))).Should().NotThrowAsync<TimeoutException>();
        await TestNode.EventuallyAsync(() => FailsAsync(client.Input!));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Death_of_the_monitor_ends_the_input_and_is_told(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100") with { OpenStdin = true });
        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);

        await Monitors.KillAsync(node, id);

        await TestNode.EventuallyAsync(() => FailsAsync(client.Input!));
        var again = () => node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        (await again.Should().ThrowAsync<ContainerStatusException>()).Which.Message.Should().Contain("monitor");
        await (await node.Runtime.AttachAsync(id, cancellationToken: TestNode.Token)).DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Stopped_container_and_one_without_input_are_refused(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/true"), start: false);

        var input = () => node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        (await input.Should().ThrowAsync<ContainerStatusException>()).Which.Message.Should().Contain(nameof(ContainerConfig.OpenStdin));
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        var attach = () => node.Runtime.AttachAsync(id, cancellationToken: TestNode.Token);
        (await attach.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Stopped);
    }

    internal static async Task<string> TextOf(IContainerAttachment client)
    {
        var text = new StringBuilder();
        await foreach (var entry in client.ReadOutputAsync(TestNode.Token))
        {
            text.Append(Encoding.UTF8.GetString(entry.Content.Span)).Append(entry.Partial ? "" : "\n");
        }

        return text.ToString();
    }

    private static async Task<bool> FailsAsync(Stream input)
    {
        try
        {
            await input.WriteAsync("x"u8.ToArray(), TestNode.Token);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
