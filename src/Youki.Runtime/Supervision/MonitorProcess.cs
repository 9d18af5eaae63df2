using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Supervision;

/// <summary>A monitor that was just launched.</summary>
internal static class MonitorProcess
{
    /// <summary>The monitor that wrote its number to the file, with start time 0 where it has ended already; null where it never came to be.</summary>
    public static ProcessIdentity? Read(string file) =>
        File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var pid) ? ProcessIdentity.Find(pid) ?? new(pid, 0) : null;

    /// <summary>Waits until something is so, or the monitor has ended; which of the two is for the caller to see.</summary>
    /// <param name="monitor">The monitor; null where it has ended.</param>
    /// <param name="changes">Of the directory that tells.</param>
    /// <param name="waiter">Waits for the monitor.</param>
    /// <param name="condition">Looked at after each change, and once more when the monitor has ended.</param>
    /// <param name="late">What is thrown when the deadline passes first.</param>
    /// <param name="deadline">Ends the waiting.</param>
    public static async Task UntilAsync(
        SafeFileHandle? monitor, DirectoryChanges changes, DescriptorWaiter waiter, Func<bool> condition, Func<OperationTimeoutException> late, CancellationToken deadline)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        var ended = monitor is null ? Task.CompletedTask : waiter.WaitReadableAsync(monitor, stop.Token);
        try
        {
            while (true)
            {
                var last = ended.IsCompleted;
                if (condition())
                {
                    return;
                }

                if (last)
                {
                    await ended.ConfigureAwait(false);
                    return;
                }

                await Task.WhenAny(changes.WaitAsync(stop.Token), ended).ConfigureAwait(false);
                if (deadline.IsCancellationRequested)
                {
                    throw late();
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
