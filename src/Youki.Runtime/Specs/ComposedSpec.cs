namespace Youki.Runtime.Specs;

/// <summary>A whole OCI runtime spec, and who wrote what in it.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Authors">
/// The type name of the contributor that set each member, by the member's path: <c>linux.resources.cpu.quota</c>, <c>process.env[PATH]</c>,
/// <c>mounts[/proc]</c>, <c>annotations[com.example.key]</c>, <c>hooks.poststop[0]</c>.
/// </param>
internal sealed record ComposedSpec(RuntimeSpec Spec, IReadOnlyDictionary<string, string> Authors);
