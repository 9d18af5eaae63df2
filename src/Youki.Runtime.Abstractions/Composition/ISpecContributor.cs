using Youki.Runtime.Specs;

namespace Youki.Runtime;

/// <summary>
/// Adds its part to a container's OCI runtime spec. Registered in dependency injection, a user's own one is the way to anything that
/// <see cref="ContainerConfig"/> does not offer.
/// </summary>
public interface ISpecContributor
{
    /// <summary>When it speaks; a user's own contributor uses <see cref="SpecStage.User"/>.</summary>
    SpecStage Stage { get; }

    /// <summary>A partial spec with only the members that it sets; null for none. A function of its input: no I/O, no state.</summary>
    RuntimeSpec? Contribute(SpecInputs inputs);
}
