using System.Text;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Tests.Execution;

public sealed class ProcessRunnerTests : IDisposable
{
    private readonly WorkFolder _folder = new();
    private readonly RecordingLogger<ProcessRunner> _logger = new();
    private readonly ProcessRunner _runner;

    public ProcessRunnerTests() => _runner = new(_logger, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Capture_returns_code_and_both_streams()
    {
        var result = await _runner.CaptureAsync(Shell("echo out; echo err >&2; exit 3"), Token);

        result.Should().BeEquivalentTo(new { ExitCode = 3, Stdout = "out\n", Stderr = "err\n", StdoutTruncated = false, StderrTruncated = false });
        result.Elapsed.Should().BePositive();
    }

    [Fact]
    public async Task Capture_keeps_the_beginning_of_a_flood_and_counts_the_rest()
    {
        const int Total = 10 * 1024 * 1024;

        var result = await _runner.CaptureAsync(Shell($"head -c {Total} /dev/zero >&2; echo done") with { OutputLimit = 1000 }, Token);

        result.Stderr.Should().HaveLength(1000);
        result.StderrDropped.Should().Be(Total - 1000);
        result.StderrTruncated.Should().BeTrue();
        result.Stdout.Should().Be("done\n");
    }

    [Fact]
    public async Task Capture_reads_bytes_that_are_no_text() =>
        (await _runner.CaptureAsync(Shell("printf 'a\\377b'"), Token)).Stdout.Should().Be("a\uFFFDb");

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("$(id) `id` $HOME ; | & > <")]
    [InlineData("line\nbreak\ttab\r")]
    [InlineData("quote\" '\\ back\\")]
    [InlineData("ünïcode 🐦")]
    public async Task Arguments_arrive_as_they_were_given(string argument)
    {
        var result = await _runner.CaptureAsync(new() { Program = "printf", Arguments = ["%s|%s", argument, "end"] }, Token);

        result.Stdout.Should().Be($"{argument}|end");
    }

    [Fact]
    public async Task An_argument_with_a_nul_is_refused() =>
        await FluentActions.Awaiting(() => _runner.CaptureAsync(new() { Program = "true", Arguments = ["a\0b"] }, Token)).Should().ThrowAsync<ArgumentException>();

    [Fact]
    public async Task Environment_holds_only_what_a_child_may_have()
    {
        Environment.SetEnvironmentVariable("YOUKI_TEST_SECRET", "hidden");
        var command = new CommandLine { Program = "env", Environment = new Dictionary<string, string> { ["_OCI_SYNCPIPE"] = "3" } };

        var result = await _runner.CaptureAsync(command, Token);

        var names = result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);
        names.Except(["XDG_RUNTIME_DIR"]).Should().BeEquivalentTo("PATH", "_OCI_SYNCPIPE");
    }

    [Fact]
    public async Task Standard_input_is_at_its_end_when_there_is_none() =>
        (await _runner.CaptureAsync(new() { Program = "cat" }, Token)).Stdout.Should().BeEmpty();

    [Fact]
    public async Task Standard_input_reaches_the_program()
    {
        var input = Encoding.UTF8.GetBytes(new string('x', 300_000));

        (await _runner.CaptureAsync(new() { Program = "wc", Arguments = ["-c"], StandardInput = input }, Token)).Stdout.Trim().Should().Be("300000");
    }

    [Fact]
    public async Task Standard_input_that_nobody_reads_is_no_error() =>
        (await _runner.CaptureAsync(new() { Program = "true", StandardInput = new byte[1024 * 1024] }, Token)).ExitCode.Should().Be(0);

    [Fact]
    public async Task Working_directory_is_used() =>
        (await _runner.CaptureAsync(new() { Program = "pwd", WorkingDirectory = _folder.Root }, Token)).Stdout.Trim().Should().Be(_folder.Root);

    [Fact]
    public async Task Stream_hands_over_what_is_printed()
    {
        using var output = new MemoryStream();

        var result = await _runner.StreamAsync(Shell("echo one; echo two"), output, Token);

        Encoding.UTF8.GetString(output.ToArray()).Should().Be("one\ntwo\n");
        result.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Every_command_is_logged_without_its_secrets()
    {
        var command = new CommandLine
        {
            Program = "true",
            Arguments = ["--token", "s3cret", "two words"],
            SecretArguments = new HashSet<int> { 1 },
            Environment = new Dictionary<string, string> { ["TOKEN"] = "s3cret" },
        };

        await _runner.CaptureAsync(command, Token);

        _logger.Lines.Should().ContainSingle().Which.Should().StartWith("100 Ran true --token *** 'two words': exit code 0").And.NotContain("s3cret");
    }

    private static CommandLine Shell(string script) => new() { Program = "sh", Arguments = ["-c", script] };
}
