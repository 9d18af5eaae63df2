using Youki.Runtime.IntegrationTests.Support;

namespace Youki.Runtime.IntegrationTests.Faults;

/// <summary>What becomes of a call on a thread of its own: null, or what it threw.</summary>
internal static class Outcome
{
    public static async Task<Exception?> OfAsync(Func<Task> action)
    {
        try
        {
            await Task.Run(action, TestNode.Token);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
