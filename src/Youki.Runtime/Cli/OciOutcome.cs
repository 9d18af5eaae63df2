using Youki.Runtime.Execution;

namespace Youki.Runtime.Cli;

/// <summary>How a call ended.</summary>
/// <param name="Result">The exit code and what was printed.</param>
/// <param name="Failure">What went wrong. Null: nothing.</param>
internal sealed record OciOutcome(CommandResult Result, OciFailure? Failure)
{
    /// <summary>The result of a call that succeeded.</summary>
    public CommandResult Required => Failure is null ? Result : throw Failure.ToException();
}
