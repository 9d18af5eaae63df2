namespace Youki.Runtime.Specs;

/// <summary>Something that a spec may not ask for.</summary>
/// <param name="Member">The member's path, such as <c>process.selinuxLabel</c>.</param>
/// <param name="IsBroken">Whether a spec asks for it where it cannot be had.</param>
/// <param name="Reason">Why it is refused and what would work, as sentences. <c>{runtime}</c> stands for the runtime's flavour and version.</param>
internal sealed record SpecRule(string Member, Func<RuntimeSpec, HostFacts, bool> IsBroken, string Reason);
