namespace Youki.Runtime.Specs;

/// <summary>The annotations that the configuration gives.</summary>
internal sealed class AnnotationsContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Config;

    public RuntimeSpec? Contribute(SpecInputs inputs) => inputs.Config.Annotations is { Count: > 0 } annotations ? new() { Annotations = annotations } : null;
}
