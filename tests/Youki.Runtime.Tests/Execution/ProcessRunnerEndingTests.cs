using System.Diagnostics;
using Youki.Runtime.Execution;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Execution;

/// <summary>Programs that do not end, end late, or leave something behind.</summary>
public sealed class ProcessRunnerEndingTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly WorkFolder _folder = new();
    private readonly ProcessRunner _runner = new(new RecordingLogger<ProcessRunner>(), TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_that_hangs_is_killed_at_its_limit()
    {
        var command = Shell("echo $$ >\"$1\"; exec sleep 60", _folder.At("pid")) with { TimeLimit = TimeSpan.FromSeconds(3), Title = "'test'" };

        var error = await FluentActions.Awaiting(() => _runner.CaptureAsync(command, Token)).Should().ThrowAsync<OperationTimeoutException>();

        error.Which.WaitedFor.Should().Be("'test' to end");
        IsAlive(File.ReadAllText(_folder.At("pid"))).Should().BeFalse();
    }

    [Fact]
    public async Task Cancellation_kills_a_program_that_may_be_interrupted()
    {
        using var cancel = new CancellationTokenSource(Short);
        var watch = Stopwatch.StartNew();

        await FluentActions.Awaiting(() => _runner.CaptureAsync(Shell("sleep 60; true"), cancel.Token)).Should().ThrowAsync<OperationCanceledException>();

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Cancellation_leaves_a_program_that_may_not_be_interrupted_to_its_end()
    {
        using var cancel = new CancellationTokenSource(Short);
        Task<CommandResult>? rest = null;
        var command = Shell("sleep 1; echo done >\"$1\"", _folder.At("end")) with { Interruptible = false, Abandoned = task => rest = task };

        await FluentActions.Awaiting(() => _runner.CaptureAsync(command, cancel.Token)).Should().ThrowAsync<OperationCanceledException>();

        File.Exists(_folder.At("end")).Should().BeFalse();
        (await rest!).ExitCode.Should().Be(0);
        File.ReadAllText(_folder.At("end")).Should().Be("done\n");
    }

    [Fact]
    public async Task A_limit_leaves_a_program_that_may_not_be_interrupted_to_its_end()
    {
        Task<CommandResult>? rest = null;
        var command = Shell("sleep 1; exit 7") with { Interruptible = false, TimeLimit = Short, Abandoned = task => rest = task };

        await FluentActions.Awaiting(() => _runner.DetachAsync(command, DetachedOutput.None, Token)).Should().ThrowAsync<OperationTimeoutException>();

        (await rest!).ExitCode.Should().Be(7);
    }

    [Fact]
    public async Task A_grandchild_that_holds_the_pipe_does_not_hold_us()
    {
        var watch = Stopwatch.StartNew();

        var result = await _runner.CaptureAsync(Shell("echo before; sleep 30 & echo $! >\"$1\"; exit 4", _folder.At("pid")), Token);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(15));
        result.Should().BeEquivalentTo(new { ExitCode = 4, Stdout = "before\n" });
        IsAlive(File.ReadAllText(_folder.At("pid"))).Should().BeTrue();
        await _runner.CaptureAsync(new() { Program = "kill", Arguments = [File.ReadAllText(_folder.At("pid")).Trim()] }, Token);
    }

    [Fact]
    public async Task A_detached_child_prints_late_into_the_file()
    {
        var (output, late) = (_folder.At("out put $(x)"), _folder.At("late"));
        await _runner.CaptureAsync(new() { Program = "mkfifo", Arguments = [late] }, Token);

        var result = await _runner.DetachAsync(
            Shell("echo early; (read line <\"$1\"; echo \"$line\"; echo error >&2; echo end >\"$1\") & exit 5", late), new() { File = output }, Token);
        await File.WriteAllTextAsync(late, "late\n", Token);
        await File.ReadAllTextAsync(late, Token);

        result.Should().BeEquivalentTo(new { ExitCode = 5, Stdout = "", Stderr = "" });
        File.ReadAllText(output).Should().Be("early\nlate\nerror\n");
    }

    [Fact]
    public async Task A_detached_program_gets_descriptor_3_and_its_cgroup_before_it_begins()
    {
        var output = new DetachedOutput { File = _folder.At("out"), ThirdFile = _folder.At("third"), CgroupFiles = ["/no/such/cgroup.procs", _folder.At("cgroup.procs")] };

        var result = await _runner.DetachAsync(Shell("echo answer >&3; echo $$"), output, Token);

        result.ExitCode.Should().Be(0);
        File.ReadAllText(_folder.At("third")).Should().Be("answer\n");
        File.ReadAllText(_folder.At("cgroup.procs")).Should().Be(File.ReadAllText(_folder.At("out")));
    }

    [Fact]
    public async Task A_detached_program_gets_descriptors_4_and_5()
    {
        var output = new DetachedOutput { File = _folder.At("out"), FourthFifo = _folder.At("fourth"), FifthFile = _folder.At("fifth") };
        using var fifo = Fifo.Create(output.FourthFifo);
        Fifo.Write(fifo, "told\n"u8);

        var result = await _runner.DetachAsync(Shell("read line <&4; echo \"$line\" >&5"), output, Token);

        result.ExitCode.Should().Be(0);
        File.ReadAllText(output.FifthFile).Should().Be("told\n");
    }

    [Fact]
    public async Task A_fifo_whose_writer_is_gone_is_at_its_end()
    {
        var output = new DetachedOutput { File = _folder.At("out"), FourthFifo = _folder.At("fourth") };
        Fifo.Create(output.FourthFifo).Dispose();

        var result = await _runner.DetachAsync(Shell("read line <&4 || exit 6"), output, Token);

        result.ExitCode.Should().Be(6);
    }

    [Fact]
    public async Task A_missing_program_is_told_apart_from_one_that_cannot_be_executed()
    {
        await File.WriteAllTextAsync(_folder.At("plain"), "text", Token);

        await Fails(new() { Program = _folder.At("none") }, "*no such file*");
        await Fails(new() { Program = _folder.At("plain") }, "*not executable*");
        await Fails(new() { Program = _folder.Root }, "*is a directory*");
        await Fails(new() { Program = "no-such-program-anywhere" }, "*not on PATH*");
    }

    [Fact]
    public async Task A_missing_working_directory_is_named() =>
        await FluentActions.Awaiting(() => _runner.CaptureAsync(new() { Program = "true", WorkingDirectory = _folder.At("none") }, Token))
            .Should().ThrowAsync<HostResourceException>().WithMessage("*no such directory*");

    private static CommandLine Shell(string script, params string[] arguments) => new() { Program = "sh", Arguments = ["-c", script, "sh", .. arguments] };

    private static bool IsAlive(string pid) =>
        File.Exists($"/proc/{pid.Trim()}/stat") && !File.ReadAllText($"/proc/{pid.Trim()}/stat").Contains(") Z ", StringComparison.Ordinal);

    private async Task Fails(CommandLine command, string message)
    {
        (await FluentActions.Awaiting(() => _runner.CaptureAsync(command, Token)).Should().ThrowAsync<RuntimeUnavailableException>())
            .WithMessage(message).Which.Path.Should().Be(command.Program);
        await FluentActions.Awaiting(() => _runner.DetachAsync(command, DetachedOutput.None, Token)).Should().ThrowAsync<RuntimeUnavailableException>().WithMessage(message);
    }
}
