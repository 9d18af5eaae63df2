using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Youki.Runtime.Bundles;
using Youki.Runtime.Events;
using Youki.Runtime.Native;

namespace Youki.Runtime.Tests.Events;

public sealed class EventWatchTests : IDisposable
{
    private static readonly NodeId Node = NodeId.Parse("node");
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly string _path = Directory.CreateTempSubdirectory("youki-events-").FullName;
    private readonly DescriptorWaiter _waiter = new();
    private readonly DirectoryWatcher _watcher;
    private readonly List<EventRecorder> _recorders = [];
    private readonly EventRecorder _events;
    private readonly EventWatch _watch;

    public EventWatchTests()
    {
        _watcher = new DirectoryWatcher(_waiter);
        _events = Open();
        _watch = new EventWatch(Open(), _watcher, TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_goes_on_behind_the_cursor_of_containers_and_images()
    {
        Record("a", 1);
        _events.RecordImage(EventKind.ImagePulled, "image-1");
        Record("b", 2);
        var all = await ReadAsync(new() { NodeId = Node });
        Record("c", 3);
        _events.RecordImage(EventKind.ImageTagged, "image-2");

        for (var i = 0; i < all.Count; i++)
        {
            var rest = await ReadAsync(new() { NodeId = Node, From = EventCursor.Parse(all[i].Cursor.Value) });
            rest.Select(TextOf).Should().BeEquivalentTo([.. all.Skip(i + 1).Select(TextOf), "c", "image-2"], "nothing is missed and nothing is doubled behind {0}", TextOf(all[i]));
        }
    }

    [Fact]
    public async Task Watch_without_a_cursor_begins_at_the_call()
    {
        Record("before", 1);
        var stream = _watch.WatchAsync(new() { NodeId = Node, Follow = true }, Token);
        Record("after", 2);

        await using var reader = stream.GetAsyncEnumerator(Token);
        (await reader.MoveNextAsync()).Should().BeTrue();

        TextOf(reader.Current).Should().Be("after");
    }

    [Fact]
    public async Task Watch_goes_on_where_the_journal_is_removed_under_it()
    {
        Record("before", 1);
        await using var reader = _watch.WatchAsync(new() { NodeId = Node, Follow = true, From = EventCursor.Parse("0") }, Token).GetAsyncEnumerator(Token);
        (await reader.MoveNextAsync()).Should().BeTrue();
        var next = reader.MoveNextAsync().AsTask();

        var directory = _events.Of(Node).Directory;
        Directory.Delete(directory, recursive: true);
        for (var i = 0; i < 1000 && !Directory.Exists(directory); i++)
        {
            // The watch makes the directory anew, to have one to watch.
            await Task.Delay(10, Token);
        }

        Record("after", 2);

        (await next.WaitAsync(TimeSpan.FromSeconds(30), Token)).Should().BeTrue();
        reader.Current.Kind.Should().Be(EventKind.Lost);
        (await reader.MoveNextAsync()).Should().BeTrue();
        TextOf(reader.Current).Should().Be("after");
    }

    [Fact]
    public async Task Many_watchers_see_what_comes_later()
    {
        var readers = Enumerable.Range(0, 20).Select(async _ =>
        {
            var seen = new List<string>();
            await foreach (var found in _watch.WatchAsync(new() { NodeId = Node, From = EventCursor.Parse("0"), Follow = true }, Token))
            {
                seen.Add(TextOf(found));
                if (seen.Count == 50)
                {
                    break;
                }
            }

            return seen;
        }).ToList();

        for (var i = 0; i < 50; i++)
        {
            Record($"{i}", i);
            await Task.Yield();
        }

        foreach (var seen in await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(60), Token))
        {
            seen.Should().Equal(Enumerable.Range(0, 50).Select(i => $"{i}"));
        }
    }

    [Fact]
    public async Task Watch_ends_at_its_time()
    {
        Record("a", 0);

        (await ReadAsync(new() { NodeId = Node, Since = Noon.AddDays(-1), Until = DateTimeOffset.UtcNow.AddMilliseconds(50), Follow = true })).Should().ContainSingle();
    }

    [Fact]
    public async Task Clock_that_was_set_back_changes_no_order_and_hides_nothing()
    {
        Record("a", 0);
        Record("b", -24 * 60);
        Record("c", -24 * 60 + 1);

        (await ReadAsync(new() { NodeId = Node })).Select(TextOf).Should().Equal("a", "b", "c");
        (await ReadAsync(new() { NodeId = Node, Since = Noon.AddDays(-1).AddMinutes(1) })).Select(TextOf).Should().Equal("a", "c");
    }

    [Fact]
    public async Task Filters_choose_and_leave_out()
    {
        Record("a", 0);
        Record("b", 1, EventKind.Started, new() { ["app"] = "web" });
        _events.RecordImage(EventKind.ImagePulled, "image");

        (await ReadAsync(new() { NodeId = Node, Kinds = [EventKind.Started, EventKind.ImagePulled] })).Select(TextOf).Should().BeEquivalentTo("b", "image");
        (await ReadAsync(new() { NodeId = Node, Labels = new Dictionary<string, string?> { ["app"] = null } })).Select(TextOf).Should().Equal("b");
        (await ReadAsync(new() { NodeId = Node, ContainerIds = [ContainerId.Parse("a")] })).Select(TextOf).Should().Equal("a");
        (await ReadAsync(new() { NodeId = Node, Until = Noon.AddMinutes(1) })).Select(TextOf).Should().Equal("a");
        (await ReadAsync(new() { NodeId = NodeId.Parse("other"), Kinds = [EventKind.Created] })).Should().BeEmpty();
    }

    public void Dispose()
    {
        _recorders.ForEach(recorder => recorder.Dispose());
        _watcher.Dispose();
        _waiter.Dispose();
        FileTree.Delete(_path, CancellationToken.None);
    }

    private EventRecorder Open()
    {
        var options = new YoukiRuntimeOptions { BundleDirectory = Path.Combine(_path, "bundles"), ImageDirectory = Path.Combine(_path, "images") };
        var recorder = new EventRecorder(Options.Create(options), TimeProvider.System, new EventLog(NullLogger<EventLog>.Instance));
        _recorders.Add(recorder);
        return recorder;
    }

    private static string TextOf(ContainerEvent found) => found.ContainerId?.Value ?? found.Image ?? found.Kind.Value;

    private async Task<IReadOnlyList<ContainerEvent>> ReadAsync(EventQuery query)
    {
        var found = new List<ContainerEvent>();
        await foreach (var each in _watch.WatchAsync(query, Token))
        {
            found.Add(each);
        }

        return found;
    }

    private void Record(string id, int minute, EventKind? kind = null, Dictionary<string, string>? labels = null) => _events.Record(
        new ContainerRecord
        {
            SchemaVersion = ContainerRecord.CurrentSchemaVersion,
            Id = ContainerId.Parse(id),
            NodeId = Node,
            Config = new ContainerConfig { Image = "dir:/", Labels = labels },
            Runtime = new RuntimeIdentity { Flavor = "youki", Path = "/youki", Version = "0", Root = "/", CgroupMode = "unified", SystemdCgroup = false },
            CgroupPath = "/",
            CreatedAt = Noon,
            Phase = ContainerPhase.Ready,
            Run = 1,
        },
        kind ?? EventKind.Created,
        new EventDetail { Time = Noon.AddMinutes(minute) });
}
