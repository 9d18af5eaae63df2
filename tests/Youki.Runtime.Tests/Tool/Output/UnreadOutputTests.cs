using Youki.Runtime.Tests.Tool.Fakes;
using Youki.Runtime.Tool;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tests.Tool.Output;

/// <summary>What the tool says where nobody reads it, as before <c>head</c>, or where it cannot be written.</summary>
public sealed class UnreadOutputTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("run --help")]
    [InlineData("--version")]
    [InlineData("images")]
    public async Task Output_that_nobody_reads_is_no_failure(string command)
    {
        var outcome = await new ToolHarness { Output = new BrokenStream(new BrokenPipeException()) }.RunAsync(command.Split(' '));

        (outcome.ExitCode, outcome.Error).Should().Be((ExitCodes.Success, ""));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("images")]
    public async Task Output_that_cannot_be_written_is_told(string command)
    {
        var outcome = await new ToolHarness { Output = new BrokenStream(new IOException("The disk is full.")) }.RunAsync(command);

        (outcome.ExitCode, outcome.Error).Should().Be((ExitCodes.Failure, "youkictl: The disk is full.\n"));
    }

    [Theory]
    [InlineData("nosuch", ExitCodes.Usage)]
    [InlineData("rm nosuch", ExitCodes.Failure)]
    [InlineData("--debug rm nosuch", ExitCodes.Failure)]
    public async Task Errors_that_nobody_reads_keep_their_exit_code(string command, int exitCode)
    {
        var outcome = await new ToolHarness { Error = new BrokenStream(new BrokenPipeException()) }.RunAsync(command.Split(' '));

        outcome.ExitCode.Should().Be(exitCode);
    }

    private sealed class BrokenStream(IOException error) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw error;

        public override void Write(byte[] buffer, int offset, int count) => throw error;
    }
}
