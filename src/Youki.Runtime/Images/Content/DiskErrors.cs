using Youki.Runtime.Native;

namespace Youki.Runtime.Images.Content;

/// <summary>Tells a full or failing disk from everything else that can go wrong with an image.</summary>
internal static class DiskErrors
{
    private const string Kind = "disk";

    public static void Wrap(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw From(what, exception);
        }
    }

    public static T Wrap<T>(string what, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw From(what, exception);
        }
    }

    /// <param name="what">What could not be done, such as "write blob X".</param>
    /// <param name="exception">Why.</param>
    public static HostResourceException From(string what, Exception exception) => new(
        Kind,
        IsFull(exception)
            ? $"Could not {what}: the disk is full: {exception.Message.TrimEnd('.')}. Make room, for example by pruning images, and do it again."
            : $"Could not {what}: {exception.Message.TrimEnd('.')}. Look at the image directory's file system, its space, and who may write to it.",
        exception);

    /// <summary>Whether there was no space, or no more for this user. What .NET itself throws has the error number as its result code.</summary>
    public static bool IsFull(Exception? exception) => exception switch
    {
        null => false,
        NativeException native => native.Number is Errno.ENOSPC or Errno.EDQUOT,
        IOException io => (io.HResult & 0xFFFF) is Errno.ENOSPC or Errno.EDQUOT || IsFull(io.InnerException),
        _ => IsFull(exception.InnerException),
    };
}
