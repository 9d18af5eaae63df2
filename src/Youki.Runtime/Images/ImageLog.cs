using Microsoft.Extensions.Logging;

namespace Youki.Runtime.Images;

/// <summary>What happens to images.</summary>
internal sealed partial class ImageLog(ILogger<ImageLog> logger)
{
    [LoggerMessage(EventId = 600, Level = LogLevel.Information, Message = "Pulled {Image}: manifest {Digest}, {Bytes} bytes of layers fetched, in {Elapsed}")]
    public partial void Pulled(string image, Digest digest, long bytes, TimeSpan elapsed);

    [LoggerMessage(EventId = 601, Level = LogLevel.Debug, Message = "{Image} is up to date: manifest {Digest}")]
    public partial void UpToDate(string image, Digest digest);

    [LoggerMessage(EventId = 602, Level = LogLevel.Debug, Message = "{Image}, layer {Layer}: {Phase}")]
    public partial void Layer(string image, Digest layer, string phase);

    [LoggerMessage(EventId = 603, Level = LogLevel.Warning, Message = "{Image}: the part of blob {Blob} that was there already does not fit; it is fetched from the beginning: {Reason}")]
    public partial void ResumeFailed(string image, Digest blob, string reason);

    [LoggerMessage(EventId = 604, Level = LogLevel.Warning, Message = "The lease '{File}' is damaged; the image that its name tells stays: {Reason}")]
    public partial void LeaseDamaged(string file, string reason);

    [LoggerMessage(EventId = 605, Level = LogLevel.Information, Message = "Removed {References} references, {Images} images and {Bytes} bytes from the image store")]
    public partial void Removed(int references, int images, long bytes);

    [LoggerMessage(EventId = 606, Level = LogLevel.Debug, Message = "Swept '{Path}', which nobody works on")]
    public partial void Swept(string path);

    [LoggerMessage(EventId = 607, Level = LogLevel.Warning, Message = "'{Path}' could not be deleted; the next pruning tries again")]
    public partial void NotDeleted(string path, Exception exception);

    [LoggerMessage(EventId = 608, Level = LogLevel.Warning, Message = "{Image} is damaged: {Problem}")]
    public partial void Damaged(string image, string problem);

    [LoggerMessage(EventId = 609, Level = LogLevel.Warning, Message = "What container {ContainerId} used of its image could not be collected; the next pruning tries again")]
    public partial void NotCollected(ContainerId containerId, Exception exception);

    [LoggerMessage(EventId = 610, Level = LogLevel.Warning, Message = "Manifest {Digest} of the image store cannot be read; nothing is known of what belongs to it: {Reason}")]
    public partial void Unreadable(Digest digest, string reason);

    [LoggerMessage(EventId = 611, Level = LogLevel.Warning, Message = "{Image}: {Devices} device nodes of layer {Layer} were left out, which only root can make")]
    public partial void DevicesLeftOut(string image, Digest layer, int devices);

    [LoggerMessage(EventId = 620, Level = LogLevel.Information, Message = "Pushed {Image}: manifest {Digest}, {Bytes} bytes of layers sent, in {Elapsed}")]
    public partial void Pushed(string image, Digest digest, long bytes, TimeSpan elapsed);
}
