using System.Runtime.ExceptionServices;

namespace Youki.Runtime.Native;

/// <summary>Runs what changes a thread for good, such as entering a namespace, on a thread that ends with it.</summary>
internal static class OwnThread
{
    public static void Run(Action work)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception exception)
            {
                // Thrown again where it was asked for.
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }) { IsBackground = true, Name = "Youki.Runtime namespace" };
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
