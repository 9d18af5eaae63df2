using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Youki.Runtime.Events;
using Youki.Runtime.IntegrationTests.Faults;
using Youki.Runtime.IntegrationTests.Support;
using Youki.Runtime.Native;
using EventLog = Youki.Runtime.Events.EventLog;

namespace Youki.Runtime.IntegrationTests.Events;

/// <summary>Journals whose writers are killed, and whose disk is full.</summary>
public sealed class JournalFaultTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("youki-journal-").FullName;

    [Fact]
    public async Task Writers_that_are_killed_in_the_middle_double_no_number_and_damage_nothing()
    {
        using var reader = new JournalReader(new JournalLayout(_directory), from: null);
        var read = new List<StoredEvent>();
        for (var round = 0; round < 6; round++)
        {
            var writers = await Task.WhenAll(StartAsync($"{round}a"), StartAsync($"{round}b"));
            try
            {
                await TestNode.EventuallyAsync(() =>
                {
                    ReadTo(reader, read);
                    return Task.FromResult(new[] { 'a', 'b' }.All(name => read.Exists(each => each.Name?.StartsWith($"{round}{name}", StringComparison.Ordinal) == true)));
                });
            }
            finally
            {
                foreach (var writer in writers)
                {
                    using (writer)
                    {
                        writer.Kill();
                        await writer.WaitForExitAsync(CancellationToken.None);
                    }
                }
            }

            ReadTo(reader, read);
        }

        using (var journal = Open())
        {
            journal.Record(new StoredEvent { Time = DateTimeOffset.UnixEpoch, Kind = EventKind.Created, Name = "end" });
        }

        ReadTo(reader, read);
        read[^1].Name.Should().Be("end");
        read.Should().NotContain(each => each.Kind == EventKind.Lost);
        read.Select(each => each.Sequence).Should().Equal(Enumerable.Range(1, read.Count).Select(i => (long)i));
        read.Where(each => each.Name != "end").GroupBy(each => each.Name![..2]).Should().OnlyContain(writer =>
            writer.Select(each => int.Parse(each.Name!.Substring(2))).SequenceEqual(Enumerable.Range(0, writer.Count())), "each writer's events are there in their order");
    }

    [Fact]
    public void Full_disk_fails_nothing_and_is_told_when_there_is_room()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounting needs root here");
        using var tmpfs = new Tmpfs(Path.Combine(_directory, "small"), "size=64k,mode=700");
        var fill = Path.Combine(_directory, "small/.fill");
        using var journal = Open("small/events");
        Record("before");
        Tmpfs.Fill(fill);
        var written = 0;
        for (; written < 100; written++)
        {
            Record($"full{written}{new string('x', 400)}");
        }

        File.Delete(fill);
        Record("after");

        using var reader = new JournalReader(new JournalLayout(Path.Combine(_directory, "small/events")), from: null);
        var read = new List<StoredEvent>();
        ReadTo(reader, read);
        var lost = read.Should().ContainSingle(each => each.Kind == EventKind.Lost).Subject;
        read.Count(each => each.Name?.StartsWith("full", StringComparison.Ordinal) == true).Should().Be(written - (int)lost.Lost!);
        read[^1].Name.Should().Be("after");

        void Record(string name) => journal.Record(new StoredEvent { Time = DateTimeOffset.UnixEpoch, Kind = EventKind.Created, Name = name });
    }

    public void Dispose() => FileTree.Delete(_directory, CancellationToken.None);

    private EventJournal Open(string name = "") => new(Path.Combine(_directory, name), 64 * 1024 * 1024, TimeProvider.System, new EventLog(NullLogger<EventLog>.Instance));

    private async Task<Process> StartAsync(string name)
    {
        var command = ChildProcess.CommandLine(new YoukiRuntimeOptions(), "", "write-journal", _directory, name, "1000000");
        var writer = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        (await writer.StandardOutput.ReadLineAsync(TestNode.Token)).Should().Be("writing");
        return writer;
    }

    private static void ReadTo(JournalReader reader, List<StoredEvent> read)
    {
        while (reader.TryRead() is { } item)
        {
            read.Add(item.Event);
        }
    }
}
