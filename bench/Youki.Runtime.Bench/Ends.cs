using System.Globalization;
using Youki.Runtime.Native;

namespace Youki.Runtime.Bench;

/// <summary>Waits for the end of processes that were started by hand, untimed: a delete that comes too early waits in steps of its own.</summary>
internal static class Ends
{
    private static readonly DescriptorWaiter Waiter = new();
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <param name="pidFile">Where its number is; where there is no such file, there is nothing to wait for.</param>
    public static async Task WaitAsync(string pidFile)
    {
        if (!File.Exists(pidFile) || ProcessIdentity.Find(int.Parse(await File.ReadAllTextAsync(pidFile), CultureInfo.InvariantCulture)) is not { } identity)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Limit);
        using var process = identity.TryOpen();
        if (process is not null)
        {
            await Waiter.WaitReadableAsync(process, limit.Token);
        }
    }
}
