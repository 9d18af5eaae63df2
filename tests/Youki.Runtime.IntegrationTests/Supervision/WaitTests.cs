using System.Diagnostics;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Supervision;

/// <summary>How containers end, and who gets to know it.</summary>
public sealed class WaitTests
{
    /// <summary>100, unless YOUKI_TEST_EXITS says how many.</summary>
    private static readonly int Exits = int.TryParse(Environment.GetEnvironmentVariable("YOUKI_TEST_EXITS"), out var count) ? count : 100;

    public static TheoryData<string, int> Codes => Runtimes.With(0, 1, 42, 254, 255);

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Wait_gives_the_code_of_the_program(string flavor, int code)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var (exit, _, _) = await node.RunAsync(TestNode.Shell($"exit {code}"));

        exit.Should().BeEquivalentTo(new { ExitCode = code, Reason = code == 0 ? ExitReason.Completed : ExitReason.Error, ErrorMessage = (string?)null, Run = 1 });
        exit.FinishedAt.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Wait_gives_128_and_the_signal_that_ended_it(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        // The first process of a PID namespace ends by SIGKILL from outside, or by a fault of its own.
        var killed = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        await node.Runtime.KillContainerAsync(killed, Signal.Kill, TestNode.Token);
        var (fault, _, _) = await node.RunAsync(TestNode.Shell("f() { f; }; f"));
        var (child, _, _) = await node.RunAsync(TestNode.Shell("sh -c 'kill -USR1 $$'; exit $?"));

        (await node.Runtime.WaitContainerAsync(killed, TestNode.Token)).ExitCode.Should().Be(128 + 9);
        fault.ExitCode.Should().Be(128 + 11);
        child.ExitCode.Should().Be(128 + 10);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Wait_tells_everyone_who_waits(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var other = await node.OpenRuntimeAsync();
        var id = await node.CreateAsync(TestNode.Shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.02; done"), start: false);

        var waiters = Enumerable.Range(0, 50).Select(number => (number % 2 == 0 ? node.Runtime : other).WaitContainerAsync(id, TestNode.Token)).ToList();
        using var impatient = new CancellationTokenSource();
        var cancelled = node.Runtime.WaitContainerAsync(id, impatient.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        await node.SaysAsync(id, "ready");
        await impatient.CancelAsync();
        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        waiters.Should().NotContain(waiter => waiter.IsCompleted);
        await node.Runtime.KillContainerAsync(id, Signal.Term, TestNode.Token);

        (await Task.WhenAll(waiters)).Should().OnlyContain(exit => exit.ExitCode == 7 && exit.Run == 1);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_thousand_waits_for_one_share_its_descriptors_and_all_complete(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
        var pid = (await node.Runtime.GetContainerStatusAsync(id, TestNode.Token)).Pid;

        var waits = Enumerable.Range(0, 1000).Select(_ => node.Runtime.WaitContainerAsync(id, TestNode.Token)).ToList();
        var descriptors = Directory.EnumerateFiles("/proc/self/fdinfo").Count(file => TryReadText(file).Contains($"\nPid:\t{pid}\n", StringComparison.Ordinal));
        await node.Runtime.KillContainerAsync(id, Signal.Kill, TestNode.Token);
        var exits = await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(60), TestNode.Token);

        exits.Should().HaveCount(1000).And.OnlyContain(exit => exit.ExitCode == 137 && exit.Reason == ExitReason.Error);
        descriptors.Should().BeInRange(1, 2);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Wait_for_one_that_ended_long_ago_returns_at_once(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("exit 9"));
        var first = await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await TestNode.EventuallyAsync(() => Task.FromResult(node.Processes().Count == 0));

        var started = Stopwatch.GetTimestamp();
        var again = await (await node.OpenRuntimeAsync()).WaitContainerAsync(id, TestNode.Token);

        again.Should().BeEquivalentTo(first);
        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Wait_never_loses_the_code_of_a_hundred_fast_exits(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        await Parallel.ForEachAsync(Enumerable.Range(0, Exits), new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = TestNode.Token }, async (number, token) =>
        {
            var config = number % 2 == 0 ? TestNode.Config("/bin/true") : TestNode.Shell($"exit {number % 256}");
            var id = await node.CreateAsync(config, id: $"fast-{number}");
            var exit = await node.Runtime.WaitContainerAsync(id, token).WaitAsync(TimeSpan.FromSeconds(30), token);
            exit.Should().BeEquivalentTo(new { ExitCode = number % 2 == 0 ? 0 : number % 256, Run = 1 }, "of container {0}", number);
            await node.Runtime.RemoveContainerAsync(id, cancellationToken: token);
        });

        node.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Wait_of_one_that_is_removed_ends(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        for (var round = 0; round < 10; round++)
        {
            var id = await node.CreateAsync(TestNode.Config("/bin/sleep", "100"));
            var waiters = Enumerable.Range(0, 8).Select(_ => Task.Run(() => node.Runtime.WaitContainerAsync(id, TestNode.Token))).ToList();
            await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);

            foreach (var waiter in waiters)
            {
                try
                {
                    (await waiter.WaitAsync(TimeSpan.FromSeconds(15), TestNode.Token)).ExitCode.Should().Be(137);
                }
                catch (ContainerNotFoundException)
                {
                    // It was gone before this one looked.
                }
            }
        }
    }

    /// <summary>A file of a descriptor that may be closed by now.</summary>
    private static string TryReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
