using Youki.Runtime.Cli.Verbs;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Cli;

/// <summary>A failed call, and what is known of it.</summary>
internal sealed record OciFailure
{
    public required RuntimeDialect Dialect { get; init; }

    public required IOciVerb Verb { get; init; }

    public required FailureKind Kind { get; init; }

    /// <summary>The runtime's own message, on one line. Empty: it said nothing.</summary>
    public required string Message { get; init; }

    /// <summary>What a deeper part of the runtime gave as the cause. Null: nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>The state that the container was in; unknown where nothing tells it.</summary>
    public required ContainerState State { get; init; }

    public required int ExitCode { get; init; }

    /// <summary>The command line, without secrets.</summary>
    public required CommandLine CommandLine { get; init; }

    /// <summary>The last lines of the runtime's log and of its standard error.</summary>
    public required string LogTail { get; init; }

    /// <summary>The exception that says it to a caller. The plain one is always within.</summary>
    public Exception ToException()
    {
        var what = $"'{Dialect.Name} {Verb.Name}'{(Verb.Id is { } target ? $" of container {target}" : "")}";
        var cause = Detail is null || Message.Contains(Detail, StringComparison.Ordinal) ? string.Empty : $" ({Detail})";
        var said = (Message.Length > 0 ? Message : "it said nothing") + cause;
        var plain = new RuntimeCommandException(Verb.Name, ExitCode, CommandLine.ToString(), LogTail, $"{what} failed with exit code {ExitCode}: {said}")
        {
            ContainerId = Verb.Id,
        };
        return (Kind, Verb.Id) switch
        {
            (FailureKind.UnknownVerb, _) => new FeatureNotSupportedException(
                $"'{Verb.Name}' with {Dialect.Name}", $"this build of {Dialect.Name} has no such command; use another version or runtime.")
            {
                ContainerId = Verb.Id,
            },
            (FailureKind.NotFound, { } id) => new ContainerNotFoundException(id, plain),
            (FailureKind.Exists, { } id) => new ContainerExistsException(id, plain),
            (FailureKind.WrongStatus, { } id) => new ContainerStatusException(id, State, $"{what} was refused: {said}", plain),
            (FailureKind.CommandNotFound, { } id) => Start(id, StartFailure.CommandNotFound),
            (FailureKind.CommandNotExecutable, { } id) => Start(id, StartFailure.CommandNotExecutable),
            (FailureKind.HookFailed, { } id) => Start(id, StartFailure.Hook),
            (FailureKind.StartFailed, { } id) => Start(id, StartFailure.Other),
            _ => plain,
        };

        ContainerStartException Start(ContainerId id, StartFailure failure) => new(id, failure, $"{what} could not start the process: {said}", plain);
    }
}
