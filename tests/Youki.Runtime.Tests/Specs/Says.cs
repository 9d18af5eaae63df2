using Youki.Runtime.Specs;

namespace Youki.Runtime.Tests.Specs;

/// <summary>A contributor that says a fixed thing.</summary>
internal class Says(SpecStage stage, RuntimeSpec? fragment) : ISpecContributor
{
    public SpecStage Stage => stage;

    public RuntimeSpec? Contribute(SpecInputs inputs) => fragment;
}

/// <summary>The same under another name.</summary>
internal sealed class AlsoSays(SpecStage stage, RuntimeSpec? fragment) : Says(stage, fragment);
