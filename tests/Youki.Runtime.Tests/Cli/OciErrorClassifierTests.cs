using Youki.Runtime.Cli;
using Youki.Runtime.Cli.Verbs;

namespace Youki.Runtime.Tests.Cli;

public sealed class OciErrorClassifierTests
{
    private static readonly ContainerId Id = ContainerId.Parse("a");

    [Theory]
    [MemberData(nameof(CaptureExpectations.All), MemberType = typeof(CaptureExpectations))]
    public void Every_capture_means_what_it_should(string runtime, string name, string expected)
    {
        var capture = Capture.Load(runtime, name);

        var failure = Classify(runtime, capture);

        var meaning = failure is null ? "-" : failure.Kind == FailureKind.WrongStatus ? $"{failure.Kind}:{failure.State}" : failure.Kind.ToString();
        meaning.Should().Be(expected, failure?.Message);
        failure?.Message.Should().NotContainAny("\n", "\u001b", "Caused by", "error in executing command", "Error:");
    }

    [Theory]
    [InlineData("youki-0.7.0")]
    [InlineData("youki-0.6.0")]
    [InlineData("youki-0.5.7")]
    [InlineData("youki-0.7.0-logged")]
    [InlineData("runc-1.1.5")]
    [InlineData("crun-1.8.1")]
    public void No_capture_is_left_out(string runtime)
    {
        var expected = CaptureExpectations.All.Select(row => row.Data).Where(row => row.Item1 == runtime).Select(row => row.Item2).ToArray();

        expected.Should().OnlyHaveUniqueItems().And.BeEquivalentTo(Capture.Names(runtime));
    }

    [Fact]
    public void Causes_are_joined_to_one_line()
    {
        var capture = Capture.Load("youki-0.7.0", "delete-running");

        Classify("youki-0.7.0", capture)!.Message.Should().Be("failed to delete container a: failed operation due to incompatible container status: `Running`");
    }

    [Fact]
    public void The_log_is_believed_before_standard_error()
    {
        var log = """{"level":"ERROR","message":"error in executing command: container a does not exist.","target":"youki"}""";

        var failure = OciErrorClassifier.Classify(YoukiDialect.Instance, PlainVerb.Start(Id), new() { Program = "youki" }, 1, log, "Error: container already exists");

        failure!.Kind.Should().Be(FailureKind.NotFound);
    }

    [Fact]
    public void A_backtrace_does_not_hide_the_message()
    {
        const string Stderr = "Error: container a does not exist.\n\nStack backtrace:\n   0: <unknown>\n";

        OciErrorClassifier.Classify(YoukiDialect.Instance, PlainVerb.State(Id), new() { Program = "youki" }, 1, null, Stderr)!.Kind.Should().Be(FailureKind.NotFound);
    }

    [Fact]
    public void The_cause_that_only_the_log_tells_is_in_the_message()
    {
        const string Log = """
            {"level":"ERROR","message":"failed to prepare rootfs","err":"Symlink(NotFound)","target":"libcontainer::process::init::process"}
            {"level":"ERROR","message":"error in executing command: failed to create container: failed to prepare rootfs","target":"youki"}
            """;

        var error = OciErrorClassifier.Classify(YoukiDialect.Instance, Create, new() { Program = "youki" }, 1, Log, "")!.ToException();

        error.Should().BeOfType<ContainerStartException>().Which.Failure.Should().Be(StartFailure.Other);
        error.Message.Should().EndWith("failed to prepare rootfs (Symlink(NotFound))");
    }

    [Fact]
    public void A_program_that_is_named_like_an_error_is_not_one()
    {
        const string Message = "failed to create container: exec process failed with error error in executing process : executable 'container a does not exist.' not found in $PATH";

        OciErrorClassifier.Classify(YoukiDialect.Instance, Create, new() { Program = "youki" }, 1, null, $"Error: {Message}")!
            .Kind.Should().Be(FailureKind.CommandNotFound);
    }

    [Fact]
    public void Exceptions_carry_what_is_known()
    {
        var failure = Classify("youki-0.7.0-logged", Capture.Load("youki-0.7.0-logged", "start-running"))!;

        var exception = failure.ToException().Should().BeOfType<ContainerStatusException>().Which;

        exception.State.Should().Be(ContainerState.Running);
        exception.ContainerId.Should().Be(Id);
        exception.Message.Should().StartWith("'youki start' of container a was refused: ");
        var plain = exception.InnerException.Should().BeOfType<RuntimeCommandException>().Which;
        plain.Should().BeEquivalentTo(new { Verb = "start", ExitCode = 1, CommandLine = "youki start a" });
        plain.LogTail.Should().Contain("cannot start container due to incorrect state");
    }

    [Theory]
    [InlineData("youki-0.7.0-logged", "create-command-not-found", typeof(ContainerStartException))]
    [InlineData("youki-0.7.0-logged", "create-exists", typeof(ContainerExistsException))]
    [InlineData("youki-0.7.0-logged", "create-bad-json", typeof(RuntimeCommandException))]
    [InlineData("youki-0.7.0-logged", "usage-unknown-flag", typeof(RuntimeCommandException))]
    [InlineData("runc-1.1.5", "exec-not-executable", typeof(ContainerStartException))]
    [InlineData("runc-1.1.5", "state-unknown", typeof(ContainerNotFoundException))]
    [InlineData("crun-1.8.1", "features", typeof(FeatureNotSupportedException))]
    [InlineData("crun-1.8.1", "ps-stopped", typeof(RuntimeCommandException))]
    public void Each_meaning_has_its_exception(string runtime, string name, Type exception) =>
        Classify(runtime, Capture.Load(runtime, name))!.ToException().Should().BeOfType(exception);

    private static CreateVerb Create => new() { Id = Id, Bundle = "/example/bundle" };

    private static OciFailure? Classify(string runtime, Capture capture)
    {
        var dialect = RuntimeDialect.Of(runtime.Split('-')[0]);
        var verb = VerbOf(capture.Name);
        return OciErrorClassifier.Classify(dialect, verb, new() { Program = dialect.Name, Arguments = [verb.Name, "a"] }, capture.ExitCode, capture.LogFile, capture.Stderr);
    }

    private static IOciVerb VerbOf(string name) => name.Split('-')[0] switch
    {
        "exec" => new ExecVerb { Id = Id, ProcessFile = "/example/process.json", Detach = name.Contains("detached", StringComparison.Ordinal) },
        "create" => Create,
        "usage" => PlainVerb.State(Id),
        var verb => new PlainVerb(verb, Id, false),
    };
}
