using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Tool;

/// <summary>The tool before a person, with a real terminal. However it ends, the terminal is as it was.</summary>
public sealed class ConsoleTests
{
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int TerminalStop = 20;
    private const string DetachKeys = "\u0010\u0011";

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Run_it_types_at_a_terminal_of_the_same_size(string flavor)
    {
        await using var node = await ToolNode.OpenAsync(flavor);
        using var terminal = node.StartOnTerminal("run", "--rm", "-it", ToolNode.Image, "/bin/sh", "-c", "stty size; echo first; until stty size | grep ^20.90; do sleep 0.05; done; while read word; do echo got $word; done; exit 6");

        await terminal.SeesAsync("first");
        await terminal.ResizeAsync(90, 20);
        await terminal.SeesAsync("20 90");
        await terminal.TypeAsync("hello\r");
        await terminal.SeesAsync("got hello");
        await terminal.TypeAsync("\u0004");

        (await terminal.EndAsync()).Should().Be(6);
        terminal.Shown.Should().StartWith("30 100\r\nfirst\r\n");
        terminal.After.Should().Be(terminal.Before);
    }

    [Fact]
    public async Task Detach_keys_leave_the_container_and_attach_returns_to_it()
    {
        await using var node = await ToolNode.OpenAsync();
        using (var terminal = node.StartOnTerminal("run", "--name", "shell", "-it", ToolNode.Image, "/bin/sh", "-c", "echo ready; while read word; do echo got $word; done; exit 6"))
        {
            await terminal.SeesAsync("ready");
            await terminal.TypeAsync(DetachKeys);
            (await terminal.EndAsync()).Should().Be(0);
            terminal.Shown.Should().Contain("detached").And.Contain("youkictl attach");
            terminal.After.Should().Be(terminal.Before);
        }

        using (var terminal = node.StartOnTerminal("attach", "--replay", "1", "--detach-keys", "ctrl-a,x", "shell"))
        {
            await terminal.SeesAsync("ready");
            await terminal.TypeAsync("again\r");
            await terminal.SeesAsync("got again");
            await terminal.TypeAsync("\u0001x");
            (await terminal.EndAsync()).Should().Be(0);
            terminal.After.Should().Be(terminal.Before);
        }

        (await node.RunAsync("ps")).Output.Should().Contain("shell");
    }

    [Fact]
    public async Task Signal_that_ends_an_attach_restores_the_terminal_and_leaves_the_container()
    {
        await using var node = await ToolNode.OpenAsync();
        var id = await node.Node.CreateAsync(TestNode.Shell("echo ready; exec sleep 100") with { Name = "web", Terminal = true, OpenStdin = true });
        using var terminal = node.StartOnTerminal("attach", "--replay", "5", "web");
        await terminal.SeesAsync("ready");

        terminal.Signal(Terminate).Should().BeTrue();

        (await terminal.EndAsync()).Should().Be(128 + Terminate);
        terminal.After.Should().Be(terminal.Before);
        (await node.Node.StateAsync(id)).Should().Be(ContainerState.Running);
    }

    [Fact]
    public async Task Tool_that_is_stopped_gives_the_terminal_back_until_it_goes_on()
    {
        await using var node = await ToolNode.OpenAsync();
        await node.Node.CreateAsync(TestNode.Shell("echo ready; read word; echo got $word; exit 4") with { Name = "web", Terminal = true, OpenStdin = true });
        using var terminal = node.StartOnTerminal("attach", "--replay", "5", "web");
        await terminal.SeesAsync("ready");
        var raw = await terminal.NowAsync();

        terminal.Signal(TerminalStop).Should().BeTrue();
        await TestNode.EventuallyAsync(async () => await terminal.NowAsync() == terminal.Before);
        terminal.Signal(Continue).Should().BeTrue();
        await TestNode.EventuallyAsync(async () => await terminal.NowAsync() == raw);
        await terminal.TypeAsync("word\r");

        raw.Should().NotBe(terminal.Before);
        (await terminal.EndAsync()).Should().Be(4);
        terminal.After.Should().Be(terminal.Before);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("rm", "-f")]
    public async Task End_of_the_container_from_outside_restores_the_terminal(params string[] command)
    {
        await using var node = await ToolNode.OpenAsync();
        await node.Node.CreateAsync(TestNode.Shell("echo ready; exec sleep 100") with { Name = "web", Terminal = true, OpenStdin = true });
        using var terminal = node.StartOnTerminal("attach", "--replay", "5", "web");
        await terminal.SeesAsync("ready");

        (await node.RunAsync([.. command, "web"])).ExitCode.Should().Be(0);

        (await terminal.EndAsync()).Should().BeOneOf(137, 125);
        terminal.After.Should().Be(terminal.Before);
    }

    [Fact]
    public async Task Insisting_signals_restore_the_terminal_and_give_up()
    {
        await using var node = await ToolNode.OpenAsync();
        using var terminal = node.StartOnTerminal("run", "--name", "web", "-it", ToolNode.Image, "/bin/sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done");
        await terminal.SeesAsync("ready");

        await terminal.InsistAsync(Terminate);

        (await terminal.EndAsync()).Should().Be(125);
        terminal.Shown.Should().Contain("left running");
        terminal.After.Should().Be(terminal.Before);
    }

    [Fact]
    public async Task Start_ai_runs_a_stopped_one_again_at_the_terminal()
    {
        await using var node = await ToolNode.OpenAsync();
        var id = await node.Node.CreateAsync(TestNode.Shell("echo ready; read word; stty size; echo got $word; exit 5") with { Name = "job", Terminal = true, OpenStdin = true });
        await node.Node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        await node.Node.Runtime.WaitContainerAsync(id, TestNode.Token);
        using var terminal = node.StartOnTerminal("start", "-ai", "job");

        await terminal.SeesAsync("ready");
        await terminal.TypeAsync("word\r");

        (await terminal.EndAsync()).Should().Be(5);
        terminal.Shown.Should().Contain("30 100\r\ngot word");
        terminal.After.Should().Be(terminal.Before);
    }

    [Fact]
    public async Task Terminal_without_a_terminal_is_refused_before_anything_is_made()
    {
        await using var node = await ToolNode.OpenAsync();

        var result = await node.RunAsync("run", "-it", ToolNode.Image, "/bin/true");

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("no terminal");
        (await node.Node.Runtime.ListContainersAsync(node.Node.Id, cancellationToken: TestNode.Token)).Should().BeEmpty();
    }

    [Fact]
    public async Task Attach_passes_piped_input_and_ends_with_the_containers_code()
    {
        await using var node = await ToolNode.OpenAsync();
        await node.Node.CreateAsync(TestNode.Shell("cat; exit 3") with { Name = "web", OpenStdin = true });

        var result = await node.RunAsync("through the pipe\n"u8.ToArray(), "attach", "web");

        result.ExitCode.Should().Be(3);
        result.Output.Should().Be("through the pipe\n");
    }
}
