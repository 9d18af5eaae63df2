namespace Youki.Runtime;

/// <summary>How long tasks waited for a resource. Source: the kernel's accounting/psi.</summary>
/// <param name="Some">At least one task waited. Null: not known.</param>
/// <param name="Full">All tasks that could have run waited. Null: not known; before Linux 5.13 there is none for processors.</param>
public sealed record Pressure(PressureLine? Some, PressureLine? Full);
