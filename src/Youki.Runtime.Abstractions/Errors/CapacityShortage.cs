namespace Youki.Runtime;

/// <summary>Something that a node has too little of.</summary>
/// <param name="Resource"><c>cpu</c> in cores, <c>memory</c> or <c>disk</c> in bytes.</param>
/// <param name="Wanted">What the container would reserve.</param>
/// <param name="Free">What is left of it by the requests of all containers.</param>
/// <param name="Total">What the node has.</param>
public sealed record CapacityShortage(string Resource, double Wanted, double Free, double Total);
