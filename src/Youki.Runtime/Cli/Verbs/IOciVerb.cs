namespace Youki.Runtime.Cli.Verbs;

/// <summary>One call of the runtime.</summary>
internal interface IOciVerb
{
    /// <summary>What it is called in messages; <c>checkpoint</c> also where the runtime spells it differently.</summary>
    string Name { get; }

    /// <summary>The container. Null: none in particular.</summary>
    ContainerId? Id { get; }

    /// <summary>Whether it may be killed half-way. Verbs that change something may not.</summary>
    bool Interruptible => false;

    /// <summary>Whether an exit code other than 0 may be that of the container's process; only the log tells a failure then.</summary>
    bool ReturnsProcessExitCode => false;

    /// <summary>The verb and what follows it.</summary>
    IReadOnlyList<string> ToArguments(RuntimeDialect dialect);
}
