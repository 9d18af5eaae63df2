using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Youki.Runtime.Bundles;
using Youki.Runtime.Events;
using Youki.Runtime.Logs;
using Youki.Runtime.Native;
using Youki.Runtime.Tests.Support;

namespace Youki.Runtime.Tests.Logs;

/// <summary>What a pass does to the files of containers that have ended.</summary>
public sealed class LogRotationTests : IDisposable
{
    private readonly string _bundles = Directory.CreateTempSubdirectory("youki-rotation-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly DescriptorWaiter _waiter = new();
    private readonly DirectoryWatcher _watcher;
    private readonly LogStorageOptions _options = new();

    public LogRotationTests() => _watcher = new DirectoryWatcher(_waiter);

    [Fact]
    public async Task As_many_files_as_are_kept_stay_and_the_youngest_do()
    {
        var log = Container("a", 1, 2, 3, 4, 5);
        _options.MaxFiles = 3;

        await PassAsync();

        log.Numbers().Should().Equal(4, 5);
        File.Exists(log.Live).Should().BeTrue();
    }

    [Fact]
    public async Task What_the_container_says_goes_before_the_options()
    {
        var log = Container("a", new LogConfig { MaxFiles = 2 }, 1, 2, 3);

        await PassAsync();

        log.Numbers().Should().Equal(3);
    }

    [Fact]
    public async Task Old_files_are_compressed_and_keep_their_time()
    {
        var log = Container("a", 1, 2);
        _options.Compress = true;
        var written = _time.GetUtcNow().UtcDateTime.AddHours(-3);
        File.SetLastWriteTimeUtc(log.Rotated(1), written);

        await PassAsync();
        await PassAsync();

        File.Exists(log.Rotated(1)).Should().BeFalse();
        File.GetLastWriteTimeUtc(log.Compressed(1)).Should().Be(written);
        using var session = new LogSession(log, new(), raw: false);
        LogFolder.Next(session).Should().Equal("file 1", "file 2", "live");
    }

    [Fact]
    public async Task What_a_broken_off_compression_left_does_no_harm()
    {
        var log = Container("a", 1, 2);
        _options.Compress = true;
        File.WriteAllText(log.Compressing(1), "half");
        await PassAsync();
        File.WriteAllText(log.Rotated(2), LogFolder.Line("again"));

        await PassAsync();

        Directory.GetFiles(log.Directory).Select(Path.GetFileName).Should().BeEquivalentTo("container.log", "container.log.1.gz", "container.log.2.gz", "rotation.lock");
    }

    [Fact]
    public async Task Files_that_are_too_old_go_and_the_last_number_stays_known()
    {
        var log = Container("a", 1, 2, 3);
        _options.Retention = TimeSpan.FromHours(1);
        foreach (var number in log.Numbers())
        {
            File.SetLastWriteTimeUtc(log.Rotated(number), _time.GetUtcNow().UtcDateTime.AddHours(-2));
        }

        using var reader = LogSegment.TryOpen(log.Rotated(3), 3)!;
        await PassAsync();

        log.Numbers().Should().Equal(3);
        new FileInfo(log.Rotated(3)).Length.Should().Be(0);
        reader.Read(new byte[100], 0).Should().BePositive("who reads it keeps it");
        await PassAsync();
        log.Numbers().Should().Equal(3);
    }

    [Fact]
    public async Task Too_much_of_all_logs_together_takes_the_oldest_files_of_any()
    {
        var (a, b) = (Container("a", 1, 2), Container("b", 1, 2));
        var now = _time.GetUtcNow().UtcDateTime;
        File.SetLastWriteTimeUtc(a.Rotated(1), now.AddHours(-1));
        File.SetLastWriteTimeUtc(b.Rotated(1), now.AddHours(-4));
        File.SetLastWriteTimeUtc(b.Rotated(2), now.AddHours(-3));
        File.SetLastWriteTimeUtc(a.Rotated(2), now.AddMinutes(-1));
        File.AppendAllText(a.Rotated(1), new string('x', 10_000));
        _options.MaxTotalBytes = 10_000 + (LogFolder.Line("file 1").Length * 4);

        await PassAsync();

        a.Numbers().Should().Equal(1, 2);
        b.Numbers().Should().Equal(2);
        new FileInfo(b.Rotated(2)).Length.Should().Be(0);
    }

    [Fact]
    public async Task Containers_of_other_nodes_are_left_alone()
    {
        var log = Container("a", new LogConfig { MaxFiles = 2 }, 1, 2, 3);

        await Rotation().RunAsync(NodeId.Parse("other"), TestContext.Current.CancellationToken);

        log.Numbers().Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task What_somebody_else_works_at_is_left_alone()
    {
        var log = Container("a", new LogConfig { MaxFiles = 2 }, 1, 2, 3);
        using var held = FileLock.TryAcquire(log.LockFile);

        await PassAsync();

        log.Numbers().Should().Equal(1, 2, 3);
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _waiter.Dispose();
        Directory.Delete(_bundles, recursive: true);
    }

    private Task PassAsync() => Rotation().RunAsync(Sample.Record().NodeId, TestContext.Current.CancellationToken);

    private LogRotation Rotation() =>
        Keeping(Options.Create(new YoukiRuntimeOptions { Logs = _options, BundleDirectory = _bundles })).Rotation;

    private LogKeeping Keeping(IOptions<YoukiRuntimeOptions> options) =>
        new(new ContainerStore(_bundles), _watcher, new EventRecorder(options, _time, new EventLog(NullLogger<EventLog>.Instance)), options, NullLoggerFactory.Instance, _time);

    private LogLayout Container(string id, params long[] numbers) => Container(id, null, numbers);

    private LogLayout Container(string id, LogConfig? config, params long[] numbers)
    {
        var record = Sample.Record(id);
        var store = new ContainerStore(_bundles);
        var log = store.Layout(record.Id).Log;
        Directory.CreateDirectory(log.Directory);
        store.Write(record with { Config = record.Config with { Log = config }, Monitor = "/usr/bin/conmon", Phase = ContainerPhase.Ready });
        File.WriteAllText(log.Live, LogFolder.Line("live"));
        foreach (var number in numbers)
        {
            File.WriteAllText(log.Rotated(number), LogFolder.Line($"file {number}"));
        }

        return log;
    }
}
