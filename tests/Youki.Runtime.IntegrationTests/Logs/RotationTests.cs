using System.Globalization;
using System.Text;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Logs;

/// <summary>Logs are rotated under a writing monitor and reading clients, and no line is lost or doubled.</summary>
public sealed class RotationTests
{
    private const string Ticker = "i=0; while ! [ -e /stop ]; do i=$((i + 1)); echo $i; /bin/busybox usleep 300; done; echo last";

    [Theory]
    [InlineData("youki", true)]
    [InlineData("runc", false)]
    [Trait("Host", "v2")]
    public async Task Rotation_during_a_burst_loses_no_line_for_any_follower(string flavor, bool compress)
    {
        const int Lines = 60_000;
        await using var node = await TestNode.OpenAsync(flavor, NotOwned);

        // It waits in the middle until the log was rotated once at least.
        var id = await node.CreateAsync(
            TestNode.Config("/bin/busybox", "awk", $"BEGIN {{ while (i++ < {Lines}) {{ printf \"%d {new string('x', 100)}\\n\", i; if (i % 1000 == 0) print i > \"/dev/stderr\"; if (i == {Lines / 2}) {{ fflush(); while (system(\"test -e /go\")); }} }} }}") with
            {
                Log = new LogConfig { MaxFileBytes = 256 * 1024, MaxFiles = 1000, Compress = compress },
            },
            start: false);
        var followers = Enumerable.Range(0, 3).Select(number => NumbersAsync(node, id, new() { Follow = true, Pieces = number == 1 }, slowly: number == 2)).ToList();
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        var ended = node.Runtime.WaitContainerAsync(id, TestNode.Token);

        for (var log = node.Layout(id).Log; !ended.IsCompleted;)
        {
            await node.KeepLogsAsync();
            if (log.Numbers().Count > 0)
            {
                await File.WriteAllTextAsync(Path.Combine(node.Layout(id).Rootfs, "go"), "", TestNode.Token);
            }
        }

        var read = await Task.WhenAll([.. followers, NumbersAsync(node, id, new(), slowly: false), NumbersAsync(node, id, new() { Tail = Lines, Stream = OutputSource.Stdout }, slowly: false)]);
        node.Layout(id).Log.Numbers().Should().NotBeEmpty();
        read.Should().AllSatisfy(lines => lines.SequenceEqual(Enumerable.Range(1, Lines)).Should().BeTrue());
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Broken_off_after_the_rename_the_next_pass_has_the_monitor_make_a_new_file(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, NotOwned);
        var id = await node.CreateAsync(TestNode.Shell(Ticker));
        var log = node.Layout(id).Log;
        await node.SaysAsync(id, "100\n");
        File.Move(log.Live, log.Rotated(1), overwrite: true);
        await node.SaysAsync(id, "200\n");

        await node.KeepLogsAsync();
        File.Exists(log.Live).Should().BeTrue();
        await node.KeepLogsAsync();

        log.Numbers().Should().Equal(1);
        await AssertAllIsThereAsync(node, id);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task A_log_file_that_somebody_removed_is_made_anew(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor, NotOwned);
        var id = await node.CreateAsync(TestNode.Shell(Ticker));
        var log = node.Layout(id).Log;
        await node.SaysAsync(id, "10\n");
        await using var follower = node.Runtime.ReadLogsAsync(id, new() { Follow = true }, TestNode.Token).GetAsyncEnumerator(TestNode.Token);
        (await follower.MoveNextAsync()).Should().BeTrue();
        File.Delete(log.Live);
        (await node.OutputAsync(id)).Output.Should().BeEmpty();

        await node.KeepLogsAsync();
        await StopAsync(node, id);
        var followed = "";
        while (await follower.MoveNextAsync())
        {
            followed = Encoding.ASCII.GetString(follower.Current.Content.Span);
        }

        (await node.OutputAsync(id)).Output.Should().EndWith("last\n");
        followed.Should().Be("last");
    }

    [Fact]
    public async Task A_stopped_monitor_is_left_alone_and_its_log_is_rotated_afterwards()
    {
        await using var node = await TestNode.OpenAsync("youki", OfSmallFiles);
        var id = await node.CreateAsync(TestNode.Shell(Ticker));
        var log = node.Layout(id).Log;
        await node.SaysAsync(id, "200\n");
        var follower = NumbersAsync(node, id, new() { Follow = true }, slowly: false);
        Monitors.Signal(node, id, Signal.Parse("STOP"));
        await TestNode.EventuallyAsync(() => Task.FromResult(Monitors.Find(node, id).Single().IsStopped()));

        await node.KeepLogsAsync();
        log.Numbers().Should().BeEmpty();
        Monitors.Signal(node, id, Signal.Parse("CONT"));
        await TestNode.EventuallyAsync(() => Task.FromResult(!Monitors.Find(node, id).Single().IsStopped()));
        await node.KeepLogsAsync();

        log.Numbers().Should().Equal(1);
        await AssertAllIsThereAsync(node, id);
        var followed = await follower;
        followed.Should().Equal(Enumerable.Range(1, followed.Count));
    }

    [Fact]
    public async Task A_directory_in_the_place_of_the_log_is_told_and_does_not_cost_the_monitor()
    {
        await using var node = await TestNode.OpenAsync("youki", OfSmallFiles);
        var id = await node.CreateAsync(TestNode.Shell(Ticker));
        var log = node.Layout(id).Log;
        await node.SaysAsync(id, "100\n");
        File.Move(log.Live, log.Rotated(1), overwrite: true);
        Directory.CreateDirectory(log.Live);

        await node.KeepLogsAsync();
        var read = () => node.OutputAsync(id);
        (await read.Should().ThrowAsync<HostResourceException>()).Which.Message.Should().Contain(log.Live);
        Directory.Delete(log.Live);
        await node.KeepLogsAsync();

        await AssertAllIsThereAsync(node, id);
    }

    [Fact]
    public async Task A_start_with_a_directory_in_the_place_of_the_log_fails_and_says_so()
    {
        await using var node = await TestNode.OpenAsync("youki");
        var id = await node.CreateAsync(TestNode.Shell("true"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        File.Delete(node.Layout(id).LogFile);
        Directory.CreateDirectory(node.Layout(id).LogFile);

        var start = () => node.Runtime.StartContainerAsync(id, TestNode.Token);

        (await start.Should().ThrowAsync<YoukiException>()).Which.Message.Should().Contain(id.Value).And.Contain("log file");
    }

    // Each pass is the test's own.
    private static void NotOwned(YoukiRuntimeOptions options) => options.OwnNodes = false;

    private static void OfSmallFiles(YoukiRuntimeOptions options)
    {
        NotOwned(options);
        options.Logs.MaxFileBytes = 4096;
    }

    private static async Task StopAsync(TestNode node, ContainerId id)
    {
        await File.WriteAllTextAsync(Path.Combine(node.Layout(id).Rootfs, "stop"), "", TestNode.Token);
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
    }

    private static async Task AssertAllIsThereAsync(TestNode node, ContainerId id)
    {
        await StopAsync(node, id);
        var lines = (await node.OutputAsync(id)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().Equal([.. Enumerable.Range(1, lines.Length - 1).Select(number => number.ToString(CultureInfo.InvariantCulture)), "last"]);
    }

    /// <summary>The number that each line of standard output begins with.</summary>
    private static async Task<List<int>> NumbersAsync(TestNode node, ContainerId id, LogOptions options, bool slowly)
    {
        await Task.Yield();
        var numbers = new List<int>();
        var line = new StringBuilder();
        await foreach (var entry in node.Runtime.ReadLogsAsync(id, options, TestNode.Token))
        {
            if (entry.Stream == OutputSource.Stdout)
            {
                line.Append(Encoding.ASCII.GetString(entry.Content.Span));
            }

            if (entry is { Stream: OutputSource.Stdout, Partial: false })
            {
                if (line.ToString() != "last")
                {
                    numbers.Add(int.Parse(line.ToString().Split(' ')[0], CultureInfo.InvariantCulture));
                }

                line.Clear();
                if (slowly && numbers.Count % 1000 == 0)
                {
                    await Task.Delay(1, TestNode.Token);
                }
            }
        }

        return numbers;
    }
}
