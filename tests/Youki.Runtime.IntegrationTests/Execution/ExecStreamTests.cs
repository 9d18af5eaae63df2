using System.Text;
using Youki.Runtime.IntegrationTests.Support;
using static Youki.Runtime.IntegrationTests.Execution.ExecTests;

namespace Youki.Runtime.IntegrationTests.Execution;

/// <summary>Commands in a container that are talked to while they run, and detached ones.</summary>
public sealed class ExecStreamTests
{
    private static readonly ContainerConfig Sleeper = TestNode.Config("/bin/sleep", "100000");

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Input_and_output_pass_every_byte(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        var sent = new byte[3_000_000];
        new Random(1).NextBytes(sent);

        await using var exec = await node.Runtime.StartExecAsync(id, new ExecOptions { Command = ["cat"], OpenStdin = true }, TestNode.Token);
        var reading = ReadAsync(exec);
        await exec.Input.WriteAsync(sent, TestNode.Token);
        await exec.Input.DisposeAsync();

        (await reading).Stdout.AsSpan().SequenceEqual(sent).Should().BeTrue();
        (await exec.WaitAsync(TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 0, End = ExecEnd.Exited });
        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task A_reader_that_is_late_misses_nothing_and_holds_up_its_command_only(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        await using var exec = await node.Runtime.StartExecAsync(id, Command("seq 1 100000; touch /tmp/done; exit 3"), TestNode.Token);
        (await ExecAsync(node, id, "seq 1 100000 | tail -1; ls /tmp/done")).StdoutText.Should().Be("100000\n");
        var output = await ReadAsync(exec);

        Encoding.ASCII.GetString(output.Stdout).Should().Be(string.Concat(Enumerable.Range(1, 100000).Select(number => $"{number}\n")));
        (await exec.WaitAsync(TestNode.Token)).ExitCode.Should().Be(3);
        await FluentActions.Awaiting(() => ReadAsync(exec)).Should().ThrowAsync<InvalidOperationException>();
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Wait_without_a_reader_drops_the_output(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        await using var exec = await node.Runtime.StartExecAsync(id, Command("head -c 1000000 /dev/zero; exit 4"), TestNode.Token);

        (await exec.WaitAsync(TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 4, StdoutDropped = 1_000_000L });
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Terminal_has_its_size_and_takes_another(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        var options = Command("echo begun; read go; tty; stty size; read go; stty size; echo $TERM") with { Terminal = true, OpenStdin = true, TerminalSize = new(123, 45) };

        await using var exec = await node.Runtime.StartExecAsync(id, options, TestNode.Token);
        var reading = ReadAsync(exec);
        await exec.Input.WriteAsync("\n"u8.ToArray(), TestNode.Token);
        await exec.ResizeAsync(new TerminalSize(99, 33), TestNode.Token);
        await exec.Input.WriteAsync("\n"u8.ToArray(), TestNode.Token);
        var output = Encoding.ASCII.GetString((await reading).Stdout);

        output.Should().Contain("/dev/pts/").And.Contain("33 99\r\n").And.EndWith("xterm\r\n");
        (await exec.WaitAsync(TestNode.Token)).ExitCode.Should().Be(0);
        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Disposing_kills_what_still_runs(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        var exec = await node.Runtime.StartExecAsync(id, Command("(setsid sleep 4101 &); echo begun; exec sleep 4102"), TestNode.Token);
        await using (var output = exec.ReadOutputAsync(TestNode.Token).GetAsyncEnumerator(TestNode.Token))
        {
            (await output.MoveNextAsync()).Should().BeTrue();
        }

        await exec.DisposeAsync();

        (await ExecAsync(node, id, "ps -o args | grep 'sleep [4]10'")).StdoutText.Should().BeEmpty();
        (await exec.WaitAsync(TestNode.Token)).ExitCode.Should().Be(137);
        AssertNothingIsLeft(node, id);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Signal_reaches_the_command(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        await using var exec = await node.Runtime.StartExecAsync(id, Command("trap 'exit 9' USR1; echo begun; while :; do sleep 0.05; done"), TestNode.Token);
        await using var output = exec.ReadOutputAsync(TestNode.Token).GetAsyncEnumerator(TestNode.Token);
        await output.MoveNextAsync();
        (await exec.SignalAsync(Signal.Parse("USR1"), TestNode.Token)).Should().BeTrue();

        (await exec.WaitAsync(TestNode.Token)).ExitCode.Should().Be(9);
        (await exec.SignalAsync(Signal.Kill, TestNode.Token)).Should().BeFalse();
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Detached_command_and_its_monitor_leave_the_cgroups_of_this_process(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        var exec = await node.Runtime.StartDetachedExecAsync(id, Command("exec sleep 4209"), TestNode.Token);
        var command = (await node.Runtime.ListContainerProcessesAsync(id, TestNode.Token)).Single(process => process.Arguments.Contains("4209")).Pid;
        var cgroups = Directory.GetFiles("/sys/fs/cgroup", "cgroup.procs", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 5, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(file => file.Contains($"{node.CgroupParent}/.monitors/", StringComparison.Ordinal)).ToList();
        var monitors = cgroups.SelectMany(File.ReadAllLines).Distinct().ToList();

        cgroups.Should().NotBeEmpty();
        monitors.Should().HaveCount(2, "the container's and the command's are there");
        File.ReadAllLines($"/proc/{command}/cgroup").Where(line => line.Contains("name=systemd", StringComparison.Ordinal) || line.StartsWith("0::", StringComparison.Ordinal))
            .Should().NotBeEmpty().And.OnlyContain(line => line.Contains($"{node.CgroupParent}/", StringComparison.Ordinal));
        await node.Runtime.SignalExecAsync(id, exec, Signal.Kill, TestNode.Token);
        (await node.Runtime.WaitExecAsync(id, exec, TestNode.Token)).ExitCode.Should().Be(137);
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Detached_command_is_found_again_by_its_id(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);
        var other = await node.OpenRuntimeAsync();

        var exec = await node.Runtime.StartDetachedExecAsync(id, Command("echo dropped; while [ ! -e /tmp/go ]; do sleep 0.05; done; exit 11"), TestNode.Token);
        var listed = await other.ListExecsAsync(id, TestNode.Token);
        var waiting = other.WaitExecAsync(id, exec, TestNode.Token);
        await ExecAsync(node, id, "touch /tmp/go");

        listed.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Id = exec, Detached = true, Result = (ExecResult?)null });
        (await waiting).Should().BeEquivalentTo(new { Id = exec, ExitCode = 11, End = ExecEnd.Exited });
        (await other.WaitExecAsync(id, exec, TestNode.Token)).ExitCode.Should().Be(11);
        (await node.Runtime.ListExecsAsync(id, TestNode.Token)).Should().ContainSingle().Which.Result!.ExitCode.Should().Be(11);
        await FluentActions.Awaiting(() => other.WaitExecAsync(id, ExecId.Parse("exec-none"), TestNode.Token)).Should().ThrowAsync<ExecNotFoundException>();
    }

    [Theory]
    [InlineData("youki")]
    [InlineData("runc")]
    public async Task Detached_command_is_killed_by_signal_or_time(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(Sleeper);

        var killed = await node.Runtime.StartDetachedExecAsync(id, Command("sleep 4201 & sleep 4202"), TestNode.Token);
        var late = await node.Runtime.StartDetachedExecAsync(id, Command("sleep 4203 & sleep 4204") with { Timeout = TimeSpan.FromMilliseconds(300) }, TestNode.Token);
        (await node.Runtime.SignalExecAsync(id, killed, Signal.Kill, TestNode.Token)).Should().BeTrue();

        (await node.Runtime.WaitExecAsync(id, killed, TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 137, End = ExecEnd.Exited });
        (await node.Runtime.WaitExecAsync(id, late, TestNode.Token)).Should().BeEquivalentTo(new { ExitCode = 137, End = ExecEnd.TimedOut });
        (await ExecAsync(node, id, "ps -o args | grep 'sleep [4]20'")).StdoutText.Should().BeEmpty();
    }

    private static async Task<(byte[] Stdout, byte[] Stderr)> ReadAsync(IContainerExec exec)
    {
        var (stdout, stderr) = (new MemoryStream(), new MemoryStream());
        await foreach (var chunk in exec.ReadOutputAsync(TestNode.Token))
        {
            await (chunk.Stream == OutputSource.Stdout ? stdout : stderr).WriteAsync(chunk.Content, TestNode.Token);
        }

        return (stdout.ToArray(), stderr.ToArray());
    }
}
