using System.Diagnostics;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Native;

public sealed class ProcessEndsTests : IDisposable
{
    private readonly DescriptorWaiter _waiter = new();
    private readonly Process _process = Process.Start("sleep", ["100"]);
    private readonly ProcessEnds _ends;

    public ProcessEndsTests() => _ends = new ProcessEnds(_waiter);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ProcessIdentity Identity => ProcessIdentity.Find(_process.Id)!.Value;

    [Fact]
    public async Task A_thousand_waits_share_one_descriptor_and_all_end()
    {
        var identity = Identity;
        var waits = Enumerable.Range(0, 1000).Select(_ => _ends.WaitAsync(identity, Token)).ToList();
        var descriptors = Descriptors();
        _ends.IsAlive(identity).Should().BeTrue();

        _process.Kill();
        await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(30), Token);

        descriptors.Should().Be(1);
        _ends.IsAlive(identity).Should().BeFalse();
    }

    [Fact]
    public async Task One_that_gives_up_takes_nothing_from_the_others()
    {
        var identity = Identity;
        using var impatient = new CancellationTokenSource();
        var (cancelled, other) = (_ends.WaitAsync(identity, impatient.Token), _ends.WaitAsync(identity, Token));

        await impatient.CancelAsync();
        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        var left = other.IsCompleted;
        _process.Kill();
        await other.WaitAsync(TimeSpan.FromSeconds(30), Token);

        left.Should().BeFalse();
    }

    [Fact]
    public async Task The_last_that_gives_up_closes_the_descriptor()
    {
        var identity = Identity;
        using var impatient = new CancellationTokenSource();
        var wait = _ends.WaitAsync(identity, impatient.Token);
        await impatient.CancelAsync();
        await FluentActions.Awaiting(() => wait).Should().ThrowAsync<OperationCanceledException>();

        for (var left = 200; Descriptors() > 0; left--)
        {
            left.Should().BePositive();
            await Task.Delay(10, Token);
        }

        _ends.IsAlive(identity).Should().BeTrue();
    }

    [Fact]
    public async Task Another_process_of_the_same_number_is_not_waited_for()
    {
        var former = Identity with { StartTime = Identity.StartTime - 1 };

        await _ends.WaitAsync(former, Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        _ends.IsAlive(former).Should().BeFalse();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _waiter.Dispose();
    }

    /// <summary>How many descriptors of this process stand for the other one.</summary>
    private int Descriptors() => Directory.EnumerateFiles("/proc/self/fdinfo").Count(file =>
    {
        try
        {
            return File.ReadAllText(file).Contains($"\nPid:\t{_process.Id}\n", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    });
}
