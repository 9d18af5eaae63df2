namespace Youki.Runtime;

/// <summary>The pod that a container is in, as contributors and providers see it.</summary>
public sealed record PodFacts
{
    /// <summary>The pod.</summary>
    public required PodId Id { get; init; }

    /// <summary>The pod's own directory, absolute: what is kept below it goes with the pod. Features use a directory of their own name in it.</summary>
    public required string Directory { get; init; }

    /// <summary>The namespaces that its containers share, by their type in the OCI runtime-spec, such as <c>network</c>: their files.</summary>
    public required IReadOnlyDictionary<string, string> Namespaces { get; init; }

    /// <summary>Its host name.</summary>
    public required string Hostname { get; init; }

    /// <summary>What its containers share as <c>/dev/shm</c>, a directory of the host.</summary>
    public required string ShmPath { get; init; }

    /// <summary>The container that has the first process of the shared pid namespace. Null: its containers share none.</summary>
    public ContainerId? InitContainerId { get; init; }
}
