namespace Youki.Runtime;

/// <summary>Limits of a container could not be changed. Everything is as it was, unless <see cref="IsRolledBack"/> is false.</summary>
public sealed class ContainerUpdateException : YoukiException
{
    /// <summary>Makes the exception for what could not be applied.</summary>
    /// <param name="id">The container.</param>
    /// <param name="notApplied">Each limit that the kernel did not take.</param>
    /// <param name="notRestored">Each limit that could not be set back to what it was.</param>
    /// <param name="advice">What to do, as a sentence.</param>
    public ContainerUpdateException(ContainerId id, IReadOnlyList<LimitMismatch> notApplied, IReadOnlyList<LimitMismatch> notRestored, string advice)
        : base($"The limits of container {id} were not changed: {Describe(notApplied)}. "
            + (notRestored.Count == 0 ? "All others are as they were. " : $"These could not be set back either: {Describe(notRestored)}. ") + advice)
    {
        ContainerId = id;
        NotApplied = notApplied;
        NotRestored = notRestored;
    }

    /// <summary>Each limit that the kernel did not take.</summary>
    public IReadOnlyList<LimitMismatch> NotApplied { get; }

    /// <summary>Each limit that could not be set back to what it was; usually none.</summary>
    public IReadOnlyList<LimitMismatch> NotRestored { get; }

    /// <summary>Whether everything is as it was before.</summary>
    public bool IsRolledBack => NotRestored.Count == 0;

    private static string Describe(IReadOnlyList<LimitMismatch> mismatches) => string.Join("; ", mismatches.Select(mismatch =>
        $"'{mismatch.File}' should be '{mismatch.Wanted}' and is '{mismatch.Found ?? "missing"}'{(mismatch.Reason is { } reason ? $" ({reason})" : "")}"));
}
