using Youki.Runtime.Bundles;

namespace Youki.Runtime.Supervision;

/// <summary>A run that is about to be made.</summary>
internal sealed record LaunchPlan(ContainerRecord Container, BundleLayout Bundle, RunLayout Run, TimeSpan TimeLimit);
