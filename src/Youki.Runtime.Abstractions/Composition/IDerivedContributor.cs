using Youki.Runtime.Specs;

namespace Youki.Runtime;

/// <summary>A contributor whose part hangs on what all others have said.</summary>
internal interface IDerivedContributor : ISpecContributor
{
    /// <summary>A partial spec with members that nobody has set; null for none. A function of its input.</summary>
    RuntimeSpec? Derive(SpecInputs inputs, RuntimeSpec composed);
}
