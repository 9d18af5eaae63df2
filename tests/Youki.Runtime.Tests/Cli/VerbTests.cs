using Youki.Runtime.Cli;
using Youki.Runtime.Cli.Verbs;

namespace Youki.Runtime.Tests.Cli;

/// <summary>The argument lists, as they reach the runtime.</summary>
public sealed class VerbTests
{
    private static readonly ContainerId Id = ContainerId.Parse("web");

    private static readonly RuntimeHandle Handle = new() { Dialect = YoukiDialect.Instance, Path = "/bin/youki", Root = "/run/y", LogDirectory = "/run/logs" };

    [Theory]
    [InlineData("youki", "--root /run/y --log /l --log-format json --log-level error")]
    [InlineData("runc", "--root /run/y --log /l --log-format json")]
    [InlineData("crun", "--root /run/y --log /l --log-format json")]
    public void Global_options(string runtime, string expected) =>
        Text((Handle with { Dialect = RuntimeDialect.Of(runtime) }).GlobalArguments("/l")).Should().Be(expected);

    [Fact]
    public void Global_options_with_systemd() =>
        Text((Handle with { SystemdCgroup = true, Dialect = RuncDialect.Instance }).GlobalArguments("/l"))
            .Should().Be("--root /run/y --systemd-cgroup --log /l --log-format json");

    [Fact]
    public void Plain_verbs()
    {
        Shown(PlainVerb.Start(Id)).Should().Be("start web");
        Shown(PlainVerb.State(Id)).Should().Be("state web");
        Shown(PlainVerb.Pause(Id)).Should().Be("pause web");
        Shown(PlainVerb.Resume(Id)).Should().Be("resume web");
        Shown(PlainVerb.Features).Should().Be("features");
        Shown(PlainVerb.Info).Should().Be("info");
        Shown(new ListVerb()).Should().Be("list --format json");
        Shown(new PsVerb(Id)).Should().Be("ps --format json web");
        Shown(new UpdateVerb(Id)).Should().Be("update --resources - web");
    }

    [Fact]
    public void Create()
    {
        var verb = new CreateVerb { Id = Id, Bundle = "/b" };

        Shown(verb).Should().Be("create --bundle /b web");
        Shown(verb with { PidFile = "/p", ConsoleSocket = "/c", NoPivot = true, PreserveFds = 2 })
            .Should().Be("create --bundle /b --pid-file /p --console-socket /c --no-pivot --preserve-fds 2 web");
    }

    [Theory]
    [InlineData("youki", 5, "kill web TRAP")]
    [InlineData("youki", 7, "kill web BUS")]
    [InlineData("runc", 15, "kill web TERM")]
    [InlineData("runc", 37, "kill web 37")]
    [InlineData("crun", 64, "kill web 64")]
    public void Kill(string runtime, int signal, string expected) =>
        Text(new KillVerb { Id = Id, Signal = new(signal) }.ToArguments(RuntimeDialect.Of(runtime))).Should().Be(expected);

    [Fact]
    public void Kill_all() => Shown(new KillVerb { Id = Id, Signal = Signal.Kill, All = true }).Should().Be("kill --all web KILL");

    [Fact]
    public void Kill_with_a_real_time_signal_is_refused_for_youki() =>
        FluentActions.Invoking(() => Shown(new KillVerb { Id = Id, Signal = new(34) })).Should().Throw<FeatureNotSupportedException>().WithMessage("*youki*runc*");

    [Fact]
    public void Delete()
    {
        Shown(new DeleteVerb { Id = Id }).Should().Be("delete web");
        Shown(new DeleteVerb { Id = Id, Force = true }).Should().Be("delete --force web");
    }

    [Fact]
    public void Exec()
    {
        var verb = new ExecVerb { Id = Id, ProcessFile = "/p.json" };

        Shown(verb).Should().Be("exec --process /p.json web");
        Shown(verb with { Detach = true, PidFile = "/p", ConsoleSocket = "/c", IgnorePaused = true, PreserveFds = 1 })
            .Should().Be("exec --detach --process /p.json --pid-file /p --console-socket /c --ignore-paused --preserve-fds 1 web");
        FluentActions.Invoking(() => (verb with { IgnorePaused = true }).ToArguments(CrunDialect.Instance)).Should().Throw<FeatureNotSupportedException>();
    }

    [Fact]
    public void Events()
    {
        var often = new EventsVerb { Id = Id, Interval = TimeSpan.FromSeconds(2) };

        Shown(new EventsVerb { Id = Id }).Should().Be("events --stats web");
        Shown(often).Should().Be("events --interval 2 web");
        Text(often.ToArguments(RuncDialect.Instance)).Should().Be("events --interval 2s web");
        FluentActions.Invoking(() => often.ToArguments(CrunDialect.Instance)).Should().Throw<FeatureNotSupportedException>().WithMessage("*crun*cgroup*");
    }

    [Fact]
    public void Spec() => Shown(new SpecVerb { Bundle = "/b", Rootless = true }).Should().Be("spec --bundle /b --rootless");

    [Fact]
    public void Checkpoint()
    {
        var verb = new CheckpointVerb { Id = Id, ImagePath = "/i" };

        Shown(verb).Should().Be("checkpointt --image-path /i web");
        Text(verb.ToArguments(RuncDialect.Instance)).Should().Be("checkpoint --image-path /i web");
        Shown(verb with { WorkPath = "/w", LeaveRunning = true, TcpEstablished = true, ExternalUnixSockets = true, ShellJob = true, FileLocks = true, ManageCgroupsMode = "soft" })
            .Should().Be("checkpointt --image-path /i --work-path /w --leave-running --tcp-established --ext-unix-sk --shell-job --file-locks --manage-cgroups-mode soft web");
    }

    [Fact]
    public void Restore()
    {
        var verb = new RestoreVerb { Id = Id, Bundle = "/b", ImagePath = "/i", PidFile = "/p" };

        Text(verb.ToArguments(RuncDialect.Instance)).Should().Be("restore --detach --bundle /b --image-path /i --pid-file /p web");
        FluentActions.Invoking(() => Shown(verb)).Should().Throw<FeatureNotSupportedException>().WithMessage("*no restore*");
    }

    [Fact]
    public void Only_verbs_that_change_nothing_may_be_killed()
    {
        IOciVerb[] safe = [PlainVerb.State(Id), new ListVerb(), new PsVerb(Id), new EventsVerb { Id = Id }, new ExecVerb { Id = Id, ProcessFile = "/p" }, PlainVerb.Features];
        IOciVerb[] changing =
        [
            PlainVerb.Start(Id), new CreateVerb { Id = Id, Bundle = "/b" }, new DeleteVerb { Id = Id }, new UpdateVerb(Id), PlainVerb.Pause(Id),
            new KillVerb { Id = Id, Signal = Signal.Kill }, new ExecVerb { Id = Id, ProcessFile = "/p", Detach = true }, new CheckpointVerb { Id = Id, ImagePath = "/i" },
        ];

        safe.Should().OnlyContain(verb => verb.Interruptible);
        changing.Should().OnlyContain(verb => !verb.Interruptible);
    }

    private static string Shown(IOciVerb verb) => Text(verb.ToArguments(YoukiDialect.Instance));

    private static string Text(IReadOnlyList<string> arguments) => string.Join(' ', arguments);
}
