using System.Text;
using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Logs;

/// <summary>Everything that a container wrote is in its log, and nothing else.</summary>
public sealed class LogTests
{
    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Follow_has_every_byte_value(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Shell("i=0; while [ $i -lt 256 ]; do printf \"\\\\$(printf %03o $i)\"; i=$((i + 1)); done"));
        var followed = await node.FollowAsync(id);

        followed.Should().Equal(Enumerable.Range(0, 256).Select(value => (byte)value));
        (await node.ReadAsync(id)).Should().Equal(followed);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Follow_has_a_line_of_a_megabyte_and_a_last_one_without_newline(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Shell("head -c 1048576 /dev/zero | tr '\\0' x; echo; echo; printf end"));
        var followed = await node.FollowAsync(id);

        Encoding.ASCII.GetString(followed).Should().Be($"{new string('x', 1_048_576)}\n\nend");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Follow_has_all_of_twenty_megabytes(string flavor)
    {
        const int Lines = 2_800_000;
        await using var node = await TestNode.OpenAsync(flavor);

        var id = await node.CreateAsync(TestNode.Config("/bin/seq", "1", $"{Lines}"));
        var followed = await node.FollowAsync(id);

        followed.Length.Should().BeGreaterThan(20 * 1024 * 1024);
        followed.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, Lines).Select(line => $"{line}\n")))).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Follow_gives_lines_as_they_come_and_ends_with_the_container(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("echo one; while ! [ -e /go ]; do sleep 0.02; done; echo two >&2; printf three"), start: false);
        await using var entries = node.Runtime.ReadLogsAsync(id, new() { Follow = true }, TestNode.Token).GetAsyncEnumerator(TestNode.Token);

        var first = entries.MoveNextAsync().AsTask();
        first.IsCompleted.Should().BeFalse("it is not started");
        await node.Runtime.StartContainerAsync(id, TestNode.Token);
        (await first).Should().BeTrue();
        var one = entries.Current;
        await File.WriteAllTextAsync(Path.Combine(node.Layout(id).Rootfs, "go"), "", TestNode.Token);
        var rest = new List<LogEntry>();
        while (await entries.MoveNextAsync())
        {
            rest.Add(entries.Current);
        }

        Encoding.ASCII.GetString(one.Content.Span).Should().Be("one");
        rest.Select(entry => (entry.Stream, Encoding.ASCII.GetString(entry.Content.Span), entry.Partial)).Where(entry => entry.Item2.Length > 0)
            .Should().BeEquivalentTo([(OutputSource.Stderr, "two", false), (OutputSource.Stdout, "three", true)]);
        rest.Should().OnlyContain(entry => entry.Timestamp >= one.Timestamp);
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Logs_of_two_runs_follow_each_other(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("ls /again 2>/dev/null || echo first; touch /again"));
        await node.Runtime.WaitContainerAsync(id, TestNode.Token);
        await node.Runtime.StartContainerAsync(id, TestNode.Token);

        var followed = await node.FollowAsync(id);

        Encoding.ASCII.GetString(followed).Should().Be("first\n/again\n");
    }

    [Theory]
    [MemberData(nameof(Runtimes.All), MemberType = typeof(Runtimes))]
    public async Task Follow_ends_when_it_is_cancelled_or_the_container_is_removed(string flavor)
    {
        await using var node = await TestNode.OpenAsync(flavor);
        var id = await node.CreateAsync(TestNode.Shell("echo x; exec sleep 100"));
        using var stop = new CancellationTokenSource();

        var cancelled = async () =>
        {
            await foreach (var _ in node.Runtime.ReadLogsAsync(id, new() { Follow = true }, stop.Token))
            {
                await stop.CancelAsync();
            }
        };
        await cancelled.Should().ThrowAsync<OperationCanceledException>();
        var followed = node.FollowAsync(id);
        await node.Runtime.RemoveContainerAsync(id, new() { Force = true }, TestNode.Token);

        Encoding.ASCII.GetString(await followed.WaitAsync(TimeSpan.FromSeconds(15), TestNode.Token)).Should().Be("x\n");
    }
}
