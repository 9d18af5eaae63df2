using Youki.Runtime.Specs;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>Adds a part to every spec, as a user's own contributor would.</summary>
internal sealed class UserContributor(RuntimeSpec fragment) : ISpecContributor
{
    public SpecStage Stage => SpecStage.User;

    public RuntimeSpec? Contribute(SpecInputs inputs) => fragment;
}
