namespace Youki.Runtime;

/// <summary>
/// Takes something of the host for a container, such as a mount. The intent is journalled before <see cref="AcquireAsync"/> is called and the result after,
/// so host names derive from the container id and a crash between the two is swept too.
/// </summary>
public interface IHostResourceProvider
{
    /// <summary>What it provides, such as <c>rootfs</c>; unique among providers.</summary>
    string Kind { get; }

    /// <summary>How long what it takes is kept.</summary>
    ResourceScope Scope { get; }

    /// <summary>Kinds that must be there first.</summary>
    IReadOnlyList<string> DependsOn { get; }

    /// <summary>Takes it. Taking what is already there is no error. Null: this container needs none.</summary>
    ValueTask<HostResource?> AcquireAsync(SpecInputs inputs, CancellationToken cancellationToken);

    /// <summary>Gives it back, from the record alone. What is already gone is no error; the result of a crashed <see cref="AcquireAsync"/> is gone after it as well.</summary>
    ValueTask ReleaseAsync(HostResourceRecord record, CancellationToken cancellationToken);
}
