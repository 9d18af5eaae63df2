namespace Youki.Runtime.Specs;

/// <summary>Makes one OCI runtime spec of what all contributors say, stage by stage; within a stage in the order in which they are given.</summary>
internal sealed class SpecComposer(IEnumerable<ISpecContributor> contributors)
{
    /// <summary>Composes the spec of a container.</summary>
    /// <exception cref="SpecConflictException">Two contributors of one stage set a member to different values.</exception>
    public ComposedSpec Compose(SpecInputs inputs)
    {
        var merge = new SpecMerge();
        foreach (var contributor in contributors.OrderBy(contributor => contributor.Stage))
        {
            if (contributor.Contribute(inputs) is { } fragment)
            {
                merge.Add(contributor, fragment);
            }
        }

        foreach (var derived in contributors.OfType<IDerivedContributor>())
        {
            if (derived.Derive(inputs, merge.Finish().Spec) is { } fragment)
            {
                merge.Add(derived, fragment);
            }
        }

        return Versioned(Translated(merge.Finish(), inputs.Host.Runtime));
    }

    private static ComposedSpec Translated(ComposedSpec composed, RuntimeIdentity runtime) =>
        runtime.Flavor == "youki" ? composed with { Spec = YoukiSeccomp.Translate(composed.Spec) } : composed;

    private static ComposedSpec Versioned(ComposedSpec composed) => composed.Spec.OciVersion is not null ? composed
        : new ComposedSpec(
            composed.Spec with { OciVersion = SpecVersion.LowestFor(composed.Spec) },
            new Dictionary<string, string>(composed.Authors) { ["ociVersion"] = nameof(SpecComposer) });
}
