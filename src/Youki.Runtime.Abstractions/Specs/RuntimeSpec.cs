namespace Youki.Runtime.Specs;

/// <summary>Placeholder.</summary>
public sealed record RuntimeSpec;
