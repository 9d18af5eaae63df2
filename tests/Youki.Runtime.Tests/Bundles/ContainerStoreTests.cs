using Youki.Runtime.Bundles;
using Youki.Runtime.Files;
using Youki.Runtime.Native;
using Youki.Runtime.Tests.Support;

namespace Youki.Runtime.Tests.Bundles;

public sealed class ContainerStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("youki-store-").FullName;

    [Fact]
    public void Read_gives_back_what_was_written()
    {
        var record = Sample.Record() with { ExitCommand = ["/bin/x"], WorkloadId = WorkloadId.Parse("w") };
        var store = Store(record);

        store.Read(record.Id).Should().BeEquivalentTo(record);
    }

    [Fact]
    public void Read_gives_back_security_processes_and_hooks()
    {
        var config = Sample.Record().Config with
        {
            Privileged = true,
            Security = new() { Capabilities = new() { Add = ["ALL"], Ambient = ["CHOWN"] }, NoNewPrivileges = false, MaskedPaths = [], AppArmorProfile = "p", Selinux = new() { Level = "s0" } },
            Process = new()
            {
                Rlimits = [new() { Kind = RlimitKind.Nofile, Soft = -1, Hard = -1 }],
                OomScoreAdj = -5,
                Umask = 0,
                Scheduler = new() { Policy = SchedulerPolicy.Deadline, Runtime = TimeSpan.FromMilliseconds(1), Deadline = TimeSpan.FromSeconds(1) },
                IoPriority = new() { Class = IoPriorityClass.RealTime },
                ExecAffinity = new() { Final = "0" },
                Personality = ExecutionDomain.Linux32,
            },
            Hooks = new() { Poststop = [new() { Path = "/bin/true", EnvVars = new Dictionary<string, string> { ["A"] = "b" }, Timeout = TimeSpan.FromSeconds(2) }] },
        };
        var record = Sample.Record() with { Config = config };

        Store(record).Read(record.Id).Should().BeEquivalentTo(record);
    }

    [Fact]
    public void Read_gives_back_the_image()
    {
        var image = new ContainerImage { Reference = ImageReference.Parse("oci:/srv/images:web"), Id = Digest.Of("1"u8), Digest = Digest.Of("2"u8), Layers = [Digest.Of("3"u8), Digest.Of("4"u8)] };
        var record = Sample.Record() with { Image = image, ImageStopSignal = Signal.Parse("RTMIN+3") };

        Store(record).Read(record.Id).Should().BeEquivalentTo(record, options => options.ComparingByValue<ImageReference>());
    }

    [Fact]
    public void Read_of_a_record_from_before_there_were_images_has_none()
    {
        var store = Store(Sample.Record());

        File.ReadAllText(store.Layout(Sample.Record().Id).RecordFile).Should().NotContainAny("image\":{", "imageStopSignal");
        store.Read(Sample.Record().Id).Should().BeEquivalentTo(new { Image = (ContainerImage?)null, ImageStopSignal = (Signal?)null });
    }

    [Fact]
    public void Read_remembers_the_record_until_the_file_changes()
    {
        var record = Sample.Record();
        var store = Store(record);
        var first = store.Read(record.Id);

        var same = store.Read(record.Id);
        new ContainerStore(_directory).Write(record with { Run = 2 });
        var changed = store.Read(record.Id);

        same.Should().BeSameAs(first);
        changed.Run.Should().Be(2);
    }

    [Fact]
    public void Read_an_unknown_container_throws() =>
        FluentActions.Invoking(() => new ContainerStore(_directory).Read(ContainerId.Parse("none"))).Should().Throw<ContainerNotFoundException>();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"schemaVersion":1,"id":"../x"}""")]
    [InlineData("""{"schemaVersion":1,"id":"web","nodeId":"n","config":null,"runtime":null,"cgroupPath":"/c","createdAt":"2026-01-02T03:04:05Z","phase":"ready","run":1}""")]
    public void Read_a_damaged_record_throws_and_leaves_it(string content)
    {
        var store = Store(Sample.Record());
        File.WriteAllText(store.Layout(Sample.Record().Id).RecordFile, content);

        var read = () => store.Read(Sample.Record().Id);

        read.Should().Throw<RecordException>().Which.InnerException.Should().NotBeNull();
        File.ReadAllText(store.Layout(Sample.Record().Id).RecordFile).Should().Be(content);
    }

    [Fact]
    public void Read_a_record_of_another_schema_throws_and_names_both_versions()
    {
        var store = Store(Sample.Record() with { SchemaVersion = 7 });

        var read = () => store.Read(Sample.Record().Id);

        read.Should().Throw<RecordException>().WithMessage("*version 7*knows 1*").Which.InnerException.Should().BeNull();
    }

    [Fact]
    public void Read_a_copied_record_throws_and_names_both_containers()
    {
        var store = Store(Sample.Record("a"));
        PrivateDirectory.Create(store.Layout(ContainerId.Parse("b")).Bundle);
        File.Copy(store.Layout(ContainerId.Parse("a")).RecordFile, store.Layout(ContainerId.Parse("b")).RecordFile);

        var read = () => store.Read(ContainerId.Parse("b"));

        read.Should().Throw<RecordException>().WithMessage("*not of container b*of container a*");
    }

    [Fact]
    public void ReadAll_passes_over_directories_of_the_library_and_tells_of_damaged_ones()
    {
        var store = Store(Sample.Record("a"), Sample.Record("b"));
        Directory.CreateDirectory(Path.Combine(_directory, ".locks"));
        File.WriteAllText(store.Layout(ContainerId.Parse("b")).RecordFile, "{");

        var all = store.ReadAll().OrderBy(each => each.Id.Value).ToList();

        all.Select(each => each.Id.Value).Should().Equal("a", "b");
        all[0].Record.Should().NotBeNull();
        all[1].Error.Should().NotBeNull();
    }

    [Fact]
    public void An_exit_is_put_together_once_until_its_file_changes()
    {
        var store = Store(Sample.Record() with { Run = 1 });
        var record = store.Read(Sample.Record().Id);
        var run = store.Layout(record.Id).Run(1);
        var looks = 0;
        ContainerExit? Read(RunLayout layout, FileStatus status) => new() { Id = record.Id, Run = ++looks, Reason = ExitReason.Completed, FinishedAt = status.Changed.ToDateTimeOffset() };

        var before = store.TryReadExit(record, Read);
        PrivateDirectory.Create(run.Directory);
        PrivateDirectory.Create(run.MonitorDirectory);
        AtomicFile.Write(run.ExitFile, "0"u8);
        var first = store.TryReadExit(record, Read);
        var again = store.TryReadExit(record, Read);
        AtomicFile.Write(run.ExitFile, "1"u8);
        var changed = store.TryReadExit(record, Read);
        File.Delete(run.ExitFile);
        var gone = store.TryReadExit(record, Read);

        before.Should().BeNull();
        first!.Run.Should().Be(1);
        again.Should().BeSameAs(first);
        changed!.Run.Should().Be(2);
        gone.Should().BeNull();
    }

    [Fact]
    public void An_exit_of_another_run_is_not_taken_for_this_one()
    {
        var store = Store(Sample.Record() with { Run = 1 });
        var first = store.Read(Sample.Record().Id);
        var run = store.Layout(first.Id).Run(1);
        PrivateDirectory.Create(run.Directory);
        PrivateDirectory.Create(run.MonitorDirectory);
        AtomicFile.Write(run.ExitFile, "0"u8);
        ContainerExit? Read(RunLayout layout, FileStatus status) => new() { Id = first.Id, Run = 1, Reason = ExitReason.Completed };

        store.TryReadExit(first, Read).Should().NotBeNull();
        store.Write(first with { Run = 2 });

        store.TryReadExit(store.Read(first.Id), Read).Should().BeNull();
        store.TryReadExit(first, Read).Should().NotBeNull();
    }

    [Fact]
    public void Files_are_for_their_owner_alone()
    {
        var store = Store(Sample.Record());

        File.GetUnixFileMode(store.Layout(Sample.Record().Id).RecordFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private ContainerStore Store(params ContainerRecord[] records)
    {
        var store = new ContainerStore(_directory);
        foreach (var record in records)
        {
            PrivateDirectory.Create(store.Layout(record.Id).Bundle);
            store.Write(record);
        }

        return store;
    }
}
