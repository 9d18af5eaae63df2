using System.Globalization;

namespace Youki.Runtime;

/// <summary>A container asks for more than the node has, or, where over-commitment is refused, than other containers have left of it. Nothing was made or changed.</summary>
public sealed class NodeCapacityException : YoukiException
{
    private const double Mebibyte = 1_048_576;

    /// <summary>Makes the exception for what is short.</summary>
    /// <param name="id">The container.</param>
    /// <param name="shortages">Everything that is short.</param>
    /// <param name="advice">What to do, as a sentence.</param>
    public NodeCapacityException(ContainerId id, IReadOnlyList<CapacityShortage> shortages, string advice)
        : base($"Container {id} asks for more than this node has: {string.Join("; ", shortages.Select(Describe))}. {advice}")
    {
        ContainerId = id;
        Shortages = shortages;
    }

    /// <summary>Everything that is short.</summary>
    public IReadOnlyList<CapacityShortage> Shortages { get; }

    private static string Describe(CapacityShortage shortage)
    {
        var (divisor, unit) = shortage.Resource == "cpu" ? (1.0, "cores") : (Mebibyte, "MiB");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{shortage.Resource}: {shortage.Wanted / divisor:0.##} {unit} are wanted, {shortage.Free / divisor:0.##} of {shortage.Total / divisor:0.##} are free");
    }
}
