using Youki.Runtime.Tests.Tool.Fakes;
using Youki.Runtime.Tool.Output;

namespace Youki.Runtime.Tests.Tool.Output;

public sealed class StatusTextTests
{
    [Theory]
    [InlineData(ContainerState.Creating, "Creating")]
    [InlineData(ContainerState.Created, "Created")]
    [InlineData(ContainerState.Running, "Up 3 minutes")]
    [InlineData(ContainerState.Paused, "Up 3 minutes (Paused)")]
    [InlineData(ContainerState.Unknown, "Unknown")]
    public void Of_state_reads_as_docker(ContainerState state, string expected) => StatusText.Of(A.Status(state), FakeRuntime.Now).Should().Be(expected);

    [Theory]
    [InlineData(0, ExitReason.Completed, "Exited (0) 2 hours ago")]
    [InlineData(137, ExitReason.OomKilled, "Exited (137, out of memory) 2 hours ago")]
    [InlineData(null, ExitReason.Unknown, "Exited (unknown) 2 hours ago")]
    public void Of_stopped_tells_the_exit_code(int? code, ExitReason reason, string expected)
    {
        var status = A.Status(ContainerState.Stopped) with { ExitCode = code, Reason = reason, FinishedAt = FakeRuntime.Now.AddHours(-2) };

        StatusText.Of(status, FakeRuntime.Now).Should().Be(expected);
    }

    [Fact]
    public void Of_stopped_that_nobody_saw_leaves_the_time_out() =>
        StatusText.Of(A.Status(ContainerState.Stopped), FakeRuntime.Now).Should().Be("Exited (unknown)");
}
