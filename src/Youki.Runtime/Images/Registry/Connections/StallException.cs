namespace Youki.Runtime.Images.Registry.Connections;

/// <summary>A server has sent or taken nothing for too long, or next to nothing.</summary>
internal sealed class StallException(TimeSpan limit, long bytes = 0) : IOException($"{(bytes == 0 ? "nothing" : $"only {bytes} bytes")} came for {limit.TotalSeconds:0.#} s")
{
    public TimeSpan Limit => limit;
}
