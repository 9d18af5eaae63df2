using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Attach;

/// <summary>Containers with a terminal.</summary>
public sealed class TerminalTests
{
    private static readonly AttachOptions WithInput = new() { Input = true };

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    [Trait("Host", "v2")]
    public async Task Terminal_has_its_size_from_the_start_and_after_each_change(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(
            Terminal("trap 'stty size' WINCH; stty size; tty; test -c /dev/console && echo console; echo $TERM; echo error >&2; while :; do sleep 0.05; done"), start: false);
        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);

        await client.ResizeAsync(new TerminalSize(132, 43), TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.SaysAsync(id, "error\r");
        await client.ResizeAsync(new TerminalSize(80, 25), TestNode.Token);
        await client.ResizeAsync(new TerminalSize(81, 26), TestNode.Token);
        await node.SaysAsync(id, "26 81\r\n");

        var (output, error) = await node.OutputAsync(id);
        output.Should().StartWith("43 132\r\n/dev/pts/0\r\nconsole\r\nxterm\r\nerror\r\n");
        error.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Typed_control_keys_work(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Terminal("trap 'echo interrupted' INT; echo ready; cat; read line; echo got $line; cat; exit 3"));
        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        await node.SaysAsync(id, "ready");

        // The shell's child is not cat at once: it takes the shell's signal handler with it, and the key would be lost.
        await client.Input!.WriteAsync("begun\r"u8.ToArray(), TestNode.Token);
        await node.SaysAsync(id, "begun\r\nbegun\r\n");
        await client.Input.WriteAsync(new byte[] { 3 }, TestNode.Token);
        await node.SaysAsync(id, "interrupted");
        await client.Input.WriteAsync("word\r"u8.ToArray(), TestNode.Token);
        await node.SaysAsync(id, "got word");
        await client.Input.WriteAsync(new byte[] { 4 }, TestNode.Token);

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(3);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Detaching_leaves_the_input_open(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Terminal("while read line; do echo got $line; done"));

        foreach (var word in new[] { "one", "two" })
        {
            await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
            await client.Input!.WriteAsync(System.Text.Encoding.ASCII.GetBytes(word + "\r"), TestNode.Token);
            await node.SaysAsync(id, $"got {word}");
        }

        (await node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Keys_that_nobody_reads_wait_and_hold_up_nothing_else(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Terminal("stty raw -echo; trap 'echo alive' USR1; echo ready; while :; do sleep 0.05; done"));
        await node.SaysAsync(id, "ready");
        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestNode.Token);

        var writing = client.Input!.WriteAsync(new byte[4_000_000], patience.Token).AsTask();
        await node.Runtime.KillContainerAsync(id, Signal.Parse("USR1"), TestNode.Token);
        await node.SaysAsync(id, "alive");
        writing.IsCompleted.Should().BeFalse();

        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(137);
        await writing.Invoking(task => task).Should().ThrowAsync<IOException>();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Terminal_works_below_a_long_path(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.BundleDirectory = Path.Combine(options.BundleDirectory, new string('b', 100)));
        var id = await node.CreateAsync(Terminal("read line; echo got $line; exit 4"), id: new string('i', 100));
        await using var client = await node.Runtime.AttachAsync(id, WithInput, TestNode.Token);

        await client.ResizeAsync(new TerminalSize(90, 30), TestNode.Token);
        await client.Input!.WriteAsync("word\r"u8.ToArray(), TestNode.Token);

        (await node.Runtime.WaitContainerAsync(id, TestNode.Token)).ExitCode.Should().Be(4);
        (await node.OutputAsync(id)).Output.Should().EndWith("got word\r\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Program_that_is_not_there_is_told_with_a_terminal_too(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var create = () => node.CreateAsync(TestNode.Config("/bin/none") with { Terminal = true });

        (await create.Should().ThrowAsync<ContainerStartException>()).Which.Failure.Should().Be(StartFailure.CommandNotFound);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Resize_without_terminal_or_after_the_end_is_refused(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var plain = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        await using var ofPlain = await node.Runtime.AttachAsync(plain, cancellationToken: TestNode.Token);
        var id = await node.CreateAsync(Terminal("exec sleep 100"));
        await using var client = await node.Runtime.AttachAsync(id, cancellationToken: TestNode.Token);
        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);

        var resizePlain = () => ofPlain.ResizeAsync(new TerminalSize(80, 25), TestNode.Token);
        var resizeEnded = () => client.ResizeAsync(new TerminalSize(80, 25), TestNode.Token);

        (await resizePlain.Should().ThrowAsync<ContainerStatusException>()).Which.Message.Should().Contain(nameof(ContainerConfig.Terminal));
        (await resizeEnded.Should().ThrowAsync<ContainerStatusException>()).Which.State.Should().Be(ContainerState.Stopped);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Terminal_without_monitor_is_refused(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, options => options.Monitor = "no-such-monitor");

        var create = () => node.CreateAsync(Terminal("true"));

        (await create.Should().ThrowAsync<FeatureNotSupportedException>()).Which.Message.Should().Contain("conmon");
    }

    private static ContainerConfig Terminal(string script) => TestNode.Shell(script) with { Terminal = true, OpenStdin = true };
}
