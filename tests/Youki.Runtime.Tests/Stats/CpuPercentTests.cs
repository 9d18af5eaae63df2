namespace Youki.Runtime.Tests.Stats;

public sealed class CpuPercentTests
{
    [Fact]
    public void Two_cores_are_200_percent_even_if_the_clock_was_set_back() =>
        (Sample(seconds: 12, used: 9) with { Time = DateTimeOffset.UnixEpoch }).CpuPercentSince(Sample(seconds: 10, used: 5)).Should().Be(200);

    [Fact]
    public void What_cannot_be_said_is_null()
    {
        var sample = Sample(seconds: 10, used: 5);

        sample.CpuPercentSince(sample).Should().BeNull();
        Sample(seconds: 12, used: 9).CpuPercentSince(sample with { Run = 2 }).Should().BeNull();
        Sample(seconds: 12, used: null).CpuPercentSince(sample).Should().BeNull();
        Sample(seconds: 12, used: 4).CpuPercentSince(sample).Should().BeNull();
    }

    private static ContainerStats Sample(int seconds, int? used) => new()
    {
        Id = ContainerId.Parse("web"),
        Run = 1,
        Time = DateTimeOffset.UnixEpoch.AddDays(1),
        MonotonicTime = TimeSpan.FromSeconds(seconds),
        Cpu = new CpuStats { Usage = used is { } value ? TimeSpan.FromSeconds(value) : null },
        Memory = new MemoryStats(),
        Pids = new PidsStats(),
        Io = new IoStats(),
    };
}
