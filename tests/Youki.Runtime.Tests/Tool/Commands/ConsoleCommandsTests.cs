using Youki.Runtime.Tests.Tool.Fakes;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tests.Tool.Commands;

/// <summary>Containers at the person's terminal.</summary>
public sealed class ConsoleCommandsTests
{
    private const string DetachKeys = "\u0010\u0011";

    private readonly ToolHarness _tool = new() { InputIsTerminal = true };

    private FakeContainer Only => _tool.Runtime.Containers.Single();

    [Fact]
    public async Task Run_it_sets_the_size_before_the_start_and_ends_the_raw_mode()
    {
        var wasRaw = false;
        _tool.Runtime.OnStart = container =>
        {
            wasRaw = _tool.Terminal.IsRaw;
            container.End(4);
        };

        (await _tool.RunAsync("run", "-it", "img")).ExitCode.Should().Be(4);

        Only.Config.Should().BeEquivalentTo(new { OpenStdin = true, Terminal = true, StdinOnce = (bool?)null });
        Only.Calls.Take(2).Should().Equal("attach", "resize 100x40");
        wasRaw.Should().BeTrue();
        _tool.Terminal.IsRaw.Should().BeFalse();
    }

    [Fact]
    public async Task Run_it_that_fails_to_start_ends_the_raw_mode()
    {
        _tool.Runtime.OnStart = container => throw new ContainerStartException(container.Status.Id, StartFailure.CommandNotFound, "not found");

        (await _tool.RunAsync("run", "-it", "img")).ExitCode.Should().Be(127);

        _tool.Terminal.RawModes.Should().Be(1);
        _tool.Terminal.IsRaw.Should().BeFalse();
    }

    [Fact]
    public async Task Detach_keys_leave_the_container_running_and_say_so()
    {
        _tool.Runtime.OnStart = _ => { };
        _tool.Input = System.Text.Encoding.ASCII.GetBytes("ls\r" + DetachKeys);

        var outcome = await _tool.RunAsync("run", "--rm", "-it", "img");

        outcome.ExitCode.Should().Be(0);
        outcome.Error.Should().Contain("detached").And.Contain($"youkictl attach {Only.Status.Id}");
        (await Only.Input.Closed).Should().Equal("ls\r"u8.ToArray());
        _tool.Terminal.IsRaw.Should().BeFalse();
    }

    [Fact]
    public async Task Detach_keys_are_keys_of_the_persons_choice()
    {
        _tool.Runtime.OnStart = _ => { };
        _tool.Input = System.Text.Encoding.ASCII.GetBytes(DetachKeys + "\u0001d");

        (await _tool.RunAsync("run", "--detach-keys", "ctrl-a,d", "-it", "img")).ExitCode.Should().Be(0);

        (await Only.Input.Closed).Should().Equal(System.Text.Encoding.ASCII.GetBytes(DetachKeys));
    }

    [Theory]
    [InlineData("run", "--detach-keys", "ctrl-1", "-it", "img")]
    [InlineData("attach", "--detach-keys", "xy", "web")]
    [InlineData("attach", "--replay", "-1", "web")]
    public async Task Option_that_cannot_be_understood_is_a_usage_error(params string[] arguments) => (await _tool.RunAsync(arguments)).ExitCode.Should().Be(2);

    [Theory]
    [InlineData("run", "-it", "img")]
    [InlineData("attach", "shell")]
    [InlineData("start", "-ai", "shell")]
    public async Task Terminal_to_type_at_needs_one(params string[] arguments)
    {
        _tool.InputIsTerminal = false;
        AddShell();

        var outcome = await _tool.RunAsync(arguments);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("no terminal");
        _tool.Runtime.Containers.Should().ContainSingle();
        _tool.Terminal.RawModes.Should().Be(0);
    }

    [Fact]
    public async Task Run_t_without_input_is_not_raw()
    {
        await _tool.RunAsync("run", "-t", "img");

        Only.Calls.Take(2).Should().Equal("attach", "resize 100x40");
        _tool.Terminal.RawModes.Should().Be(0);
    }

    [Fact]
    public async Task Attach_has_the_program_draw_its_screen_anew()
    {
        var shell = AddShell();
        shell.End(3);

        (await _tool.RunAsync("attach", "shell")).ExitCode.Should().Be(3);

        shell.Calls.Take(3).Should().Equal("attach", "resize 100x39", "resize 100x40");
        _tool.Terminal.IsRaw.Should().BeFalse();
    }

    [Fact]
    public async Task Attach_without_input_shows_the_output_and_ends_with_the_containers_code()
    {
        var web = _tool.Runtime.Add("web");
        web.Write("hello");
        web.End(5);

        var outcome = await _tool.RunAsync("attach", "--no-stdin", "web");

        outcome.ExitCode.Should().Be(5);
        outcome.Output.Should().Be("hello\n");
    }

    [Fact]
    public async Task Attach_whose_output_nobody_reads_ends()
    {
        var web = _tool.Runtime.Add("web");
        web.Write(new string('x', 1 << 17));
        web.End(5);
        _tool.Output = new UnreadStream();

        (await _tool.RunAsync("attach", "--no-stdin", "web")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Signal_to_an_attach_without_proxy_leaves_the_container()
    {
        var web = _tool.Runtime.Add("web");
        var running = _tool.RunAsync("attach", "--no-stdin", "--sig-proxy=false", "web");

        _tool.Signals.Send(Signal.Term).Should().BeTrue();

        (await running).ExitCode.Should().Be(143);
        web.Calls.Should().Equal("attach");
    }

    [Fact]
    public async Task Signal_to_an_attach_is_the_containers()
    {
        var web = _tool.Runtime.Add("web");
        var running = _tool.RunAsync("attach", "--no-stdin", "web");

        _tool.Signals.Send(Signal.Term).Should().BeTrue();

        (await running).ExitCode.Should().Be(143);
        web.Calls.Should().Equal("attach", "kill TERM");
    }

    private FakeContainer AddShell()
    {
        var shell = new FakeContainer
        {
            Config = new ContainerConfig { Image = "img", Name = "shell", OpenStdin = true, Terminal = true },
            Options = new CreateContainerOptions { NodeId = NodeId.Parse("local") },
            Status = _tool.Runtime.Add("shell").Status,
        };
        _tool.Runtime.Containers[^1] = shell;
        return shell;
    }

    private sealed class UnreadStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new BrokenPipeException();
    }
}
