namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>A server has sent or taken nothing for too long.</summary>
internal sealed class StallException(TimeSpan limit) : IOException($"nothing came for {limit.TotalSeconds:0.#} s")
{
    public TimeSpan Limit => limit;
}
