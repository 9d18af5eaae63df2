using Youki.Runtime.Specs;

namespace Youki.Runtime;

/// <summary>A run that has been made and not yet started.</summary>
internal sealed record PreparedRun
{
    /// <summary>What it was made from.</summary>
    public required SpecInputs Inputs { get; init; }

    /// <summary>The spec that the runtime was given.</summary>
    public required RuntimeSpec Spec { get; init; }

    /// <summary>The number of its first process on the host; it may have ended by now.</summary>
    public required int Pid { get; init; }
}
