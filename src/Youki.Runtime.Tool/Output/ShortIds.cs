using Youki.Runtime.Tool.Sessions;

namespace Youki.Runtime.Tool.Output;

/// <summary>
/// Shortens ids to what still names one container only. Docker's twelve characters do not: the ids begin with the time of their making,
/// so those of one burst begin alike.
/// </summary>
internal sealed class ShortIds(IEnumerable<ContainerId> all)
{
    private const int Least = 13;

    private readonly List<string> _cores = [.. all.Select(ContainerReference.Core).Order(StringComparer.Ordinal)];

    public string Of(ContainerId id)
    {
        var core = ContainerReference.Core(id);
        var index = _cores.BinarySearch(core, StringComparer.Ordinal);
        var needed = Math.Max(Least, 1 + Math.Max(Shared(core, index - 1), Shared(core, index + 1)));
        return core[..Math.Min(needed, core.Length)];
    }

    private int Shared(string core, int neighbour) => neighbour >= 0 && neighbour < _cores.Count ? core.AsSpan().CommonPrefixLength(_cores[neighbour]) : 0;
}
