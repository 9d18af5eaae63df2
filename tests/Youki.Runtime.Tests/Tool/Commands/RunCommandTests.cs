using Youki.Runtime.Tests.Tool.Fakes;
using Youki.Runtime.Tool;

namespace Youki.Runtime.Tests.Tool.Commands;

public sealed class RunCommandTests : IDisposable
{
    private readonly ToolHarness _tool = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("youkictl-").FullName;

    private FakeContainer Only => _tool.Runtime.Containers.Single();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Run_foreground_prints_the_output_and_ends_with_the_containers_code()
    {
        _tool.Runtime.OnStart = container =>
        {
            container.Write("hello");
            container.Write("\u00ff\u0000", partial: true);
            container.Write("oops", OutputSource.Stderr);
            container.End(3, ExitReason.Error);
        };

        var outcome = await _tool.RunAsync("run", "img");

        outcome.Should().Be(new ToolOutcome(3, "hello\n\u00ff\u0000", "oops\n"));
        Only.Status.State.Should().Be(ContainerState.Stopped);
    }

    [Fact]
    public async Task Run_rm_removes_the_container_after_its_end()
    {
        _tool.Runtime.OnStart = container => container.End(7, ExitReason.Error);

        var outcome = await _tool.RunAsync("run", "--rm", "img");

        outcome.ExitCode.Should().Be(7);
        _tool.Runtime.Containers.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_detached_prints_the_id()
    {
        _tool.Runtime.OnStart = _ => { };

        var outcome = await _tool.RunAsync("run", "-d", "img");

        outcome.Should().Be(new ToolOutcome(0, $"{Only.Status.Id}\n", string.Empty));
        Only.Options.ExitCommand.Should().BeNull();
    }

    [Fact]
    public async Task Run_detached_json_prints_an_object()
    {
        var outcome = await _tool.RunAsync("run", "-d", "--format", "json", "img");

        outcome.Output.Should().Be($"{{\n  \"id\": \"{Only.Status.Id}\"\n}}\n");
    }

    [Fact]
    public async Task Run_detached_rm_leaves_the_removal_to_the_monitor()
    {
        _tool.Variables["YOUKICTL_STATE_DIR"] = "state";

        await _tool.RunAsync("--runtime", "./youki", "--bundle-dir", "/b", "--node", "n1", "run", "-d", "--rm", "img");

        Only.Options.ExitCommand.Should().Equal(
            "/usr/bin/dotnet",
            "/opt/youkictl.dll",
            "--runtime=/home/me/youki",
            "--state-dir=/home/me/state",
            "--bundle-dir=/b",
            "--cgroup-parent=/orchestrator",
            "--systemd-cgroup=false",
            "--monitor=conmon",
            "--node=n1",
            "container",
            "cleanup",
            Only.Status.Id.Value);
    }

    [Theory]
    [InlineData(StartFailure.CommandNotFound, 127)]
    [InlineData(StartFailure.CommandNotExecutable, 126)]
    [InlineData(StartFailure.Other, 125)]
    public async Task Run_failed_start_tells_why_and_leaves_nothing(StartFailure failure, int expected)
    {
        _tool.Runtime.OnStart = container => throw new ContainerStartException(container.Status.Id, failure, "no such program:\nx");

        var outcome = await _tool.RunAsync("run", "img", "x");

        outcome.Should().Be(new ToolOutcome(expected, string.Empty, "youkictl: no such program: | x\n"));
        _tool.Runtime.Containers.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_bad_configuration_tells_all_errors_in_one_line()
    {
        _tool.Runtime.OnCreate = _ => throw new ContainerConfigException(["User: no.", "Image: no."]);

        var outcome = await _tool.RunAsync("run", "img");

        outcome.Should().Be(new ToolOutcome(125, string.Empty, "youkictl: User: no. Image: no.\n"));
    }

    [Fact]
    public async Task Run_unexpected_failure_is_one_line_without_a_stack()
    {
        _tool.Runtime.OnCreate = _ => throw new InvalidOperationException("odd");

        var outcome = await _tool.RunAsync("run", "img");

        outcome.ExitCode.Should().Be(125);
        outcome.Error.Should().Be("youkictl: InvalidOperationException: odd This should not happen; run again with --debug to see where.\n");
    }

    [Fact]
    public async Task Run_debug_tells_the_stack()
    {
        _tool.Runtime.OnCreate = _ => throw new InvalidOperationException("odd");

        (await _tool.RunAsync("--debug", "run", "img")).Error.Should().Contain("   at ");
    }

    [Fact]
    public async Task Run_unknown_exit_code_is_not_invented()
    {
        _tool.Runtime.OnStart = container => container.End(null, ExitReason.Unknown);

        var outcome = await _tool.RunAsync("run", "img");

        outcome.ExitCode.Should().Be(125);
        outcome.Error.Should().Contain("the exit code of container");
    }

    [Fact]
    public async Task Run_without_monitor_says_so()
    {
        _tool.Runtime.Monitor = "none";

        var outcome = await _tool.RunAsync("run", "-d", "img");

        outcome.ExitCode.Should().Be(0);
        outcome.Error.Should().StartWith("youkictl: there is no monitor").And.Contain("Install conmon");
    }

    [Fact]
    public async Task Run_taken_name_is_refused_naming_the_holder()
    {
        var holder = _tool.Runtime.Add("web", ContainerState.Stopped);

        var outcome = await _tool.RunAsync("run", "--name", "web", "img");

        outcome.ExitCode.Should().Be(125);
        outcome.Error.Should().Contain($"'web' is taken by container {holder.Status.Id}");
        _tool.Runtime.Containers.Should().ContainSingle();
    }

    [Fact]
    public async Task Run_name_taken_at_the_same_moment_gives_way()
    {
        _tool.Runtime.OnCreate = _ => _tool.Runtime.Add("web");

        var outcome = await _tool.RunAsync("run", "--name", "web", "img");

        outcome.ExitCode.Should().Be(125);
        _tool.Runtime.Containers.Should().ContainSingle().Which.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_interactive_passes_input_on_before_the_start_and_closes_it()
    {
        _tool.Input = [1, 2, 0, 255];

        await _tool.RunAsync("run", "-i", "img");

        (await Only.Input.Closed).Should().Equal(1, 2, 0, 255);
        Only.Calls.Should().Equal("attach", "start");
        Only.Config.OpenStdin.Should().BeTrue();
    }

    [Fact]
    public async Task Run_options_become_the_configuration()
    {
        var file = Path.Combine(_directory, "env");
        await File.WriteAllTextAsync(file, "A=file\nB=file\n", TestContext.Current.CancellationToken);
        _tool.Variables["FROM_HOST"] = "host";

        await _tool.RunAsync(
            "run", "--name", "n", "-e", "A=1", "-e", "FROM_HOST", "-e", "UNSET", "--env-file", file, "-w", "/w", "-u", "1:2", "--entrypoint", "/e", "-l", "a=b", "--label", "c",
            "--cpus", "1.5", "-m", "100m", "--stop-signal", "SIGINT", "--stop-timeout", "90", "--hostname", "h", "dir:rootfs", "x", "y");

        Only.Config.Should().BeEquivalentTo(new ContainerConfig
        {
            Name = "n",
            Image = "dir:/home/me/rootfs",
            Command = ["/e"],
            Args = ["x", "y"],
            EnvVars = new Dictionary<string, string> { ["A"] = "1", ["B"] = "file", ["FROM_HOST"] = "host" },
            WorkingDirectory = "/w",
            User = "1:2",
            Hostname = "h",
            Labels = new Dictionary<string, string> { ["a"] = "b", ["c"] = string.Empty },
            ResourceRequests = new ResourceRequests { CpuCores = 1.5, MemoryMb = 100 },
            StopSignal = Signal.Interrupt,
            StopTimeout = TimeSpan.FromSeconds(90),
        });
    }

    [Fact]
    public async Task Run_without_options_says_nothing()
    {
        await _tool.RunAsync("run", "img");

        Only.Config.Should().BeEquivalentTo(new ContainerConfig { Image = "img" });
    }

    [Fact]
    public async Task Run_directory_has_no_entrypoint_so_the_words_are_the_command()
    {
        await _tool.RunAsync("run", "dir:/r", "sh", "-c", "x");

        Only.Config.Command.Should().Equal("sh", "-c", "x");
        Only.Config.Args.Should().BeNull();
    }

    [Fact]
    public async Task Run_directory_without_command_is_a_usage_error()
    {
        var outcome = await _tool.RunAsync("run", "dir:/r");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("give a CMD");
    }

    [Fact]
    public async Task Run_empty_entrypoint_makes_the_words_the_command()
    {
        await _tool.RunAsync("run", "--entrypoint", "", "img", "sh", "-c", "x");

        Only.Config.Command.Should().Equal("sh", "-c", "x");
        Only.Config.Args.Should().BeNull();
    }

    [Fact]
    public async Task Run_cidfile_holds_the_id()
    {
        var file = Path.Combine(_directory, "cid");

        await _tool.RunAsync("run", "-d", "--cidfile", file, "img");

        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Should().Be(Only.Status.Id.Value);
    }

    [Fact]
    public async Task Run_cidfile_that_exists_is_refused()
    {
        var file = Path.Combine(_directory, "cid");
        await File.WriteAllTextAsync(file, "other", TestContext.Current.CancellationToken);

        var outcome = await _tool.RunAsync("run", "--cidfile", file, "img");

        outcome.ExitCode.Should().Be(125);
        _tool.Runtime.Containers.Should().BeEmpty();
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Should().Be("other");
    }

    [Fact]
    public async Task Run_cidfile_is_gone_where_nothing_was_made()
    {
        var file = Path.Combine(_directory, "cid");
        _tool.Runtime.OnCreate = _ => throw new ImageException("img", "no image");

        await _tool.RunAsync("run", "--cidfile", file, "img");

        File.Exists(file).Should().BeFalse();
    }
}
