using Youki.Runtime.Bundles;

namespace Youki.Runtime.Logs;

/// <summary>Refuses what cannot be read.</summary>
internal static class LogOptionsChecks
{
    /// <exception cref="ArgumentOutOfRangeException">A number is below its least value.</exception>
    /// <exception cref="FeatureNotSupportedException">The container has no monitor that would have written down what is asked for.</exception>
    public static void Check(ContainerRecord container, LogOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Tail ?? 0, nameof(options.Tail));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLineBytes ?? 1, 1, nameof(options.MaxLineBytes));
        if (container.Monitor is not null)
        {
            return;
        }

        Refuse(options.Since is not null, nameof(options.Since), "when its lines were written", container);
        Refuse(options.Until is not null, nameof(options.Until), "when its lines were written", container);
        Refuse(options.Stream is not null, nameof(options.Stream), "which stream its lines came from", container);
    }

    private static void Refuse(bool asked, string member, string what, ContainerRecord container)
    {
        if (asked)
        {
            throw new FeatureNotSupportedException(
                $"{nameof(LogOptions)}.{member}", $"Container {container.Id} has no monitor, so nobody wrote down {what}. Leave it out, or install conmon and make the container anew.")
            {
                ContainerId = container.Id,
            };
        }
    }
}
