namespace Youki.Runtime.Specs;

/// <summary>Refuses a composed spec that the runtime would not apply as it stands: nothing is dropped silently.</summary>
internal static class SpecValidator
{
    /// <summary>Checks a spec against what the host and the runtime can do.</summary>
    /// <exception cref="FeatureNotSupportedException">A member cannot be applied; the message names the runtime and what would work.</exception>
    public static void Validate(ComposedSpec composed, SpecInputs inputs)
    {
        var broken = RulesFor(inputs.Host.Runtime.Flavor).FirstOrDefault(rule => rule.IsBroken(composed.Spec, inputs.Host));
        if (broken is not null)
        {
            throw new FeatureNotSupportedException(broken.Member, ReasonOf(broken, composed, inputs.Host)) { ContainerId = inputs.ContainerId };
        }
    }

    private static IEnumerable<SpecRule> RulesFor(string flavor) => flavor == "youki" ? SpecRules.All.Concat(YoukiSpecRules.All) : SpecRules.All;

    private static string ReasonOf(SpecRule rule, ComposedSpec composed, HostFacts host)
    {
        var reason = rule.Reason
            .Replace("{runtime}", $"{host.Runtime.Flavor} {host.Runtime.Version}", StringComparison.Ordinal)
            .Replace("{cgroups}", UserSpecRules.Explain(host), StringComparison.Ordinal);
        return composed.Authors.TryGetValue(rule.Member, out var author) ? $"{reason} (set by {author})" : reason;
    }
}
