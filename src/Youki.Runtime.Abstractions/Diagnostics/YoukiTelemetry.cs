namespace Youki.Runtime;

/// <summary>
/// Names of what the library tells about its work: traces of an <c>ActivitySource</c> and figures of a <c>Meter</c>. Attributes are those of OpenTelemetry's
/// semantic conventions where there are any. None holds a secret; figures have no attribute that differs from container to container.
/// </summary>
public static class YoukiTelemetry
{
    /// <summary>The activity source: <c>AddSource(YoukiTelemetry.SourceName)</c>.</summary>
    public const string SourceName = "Youki.Runtime";

    /// <summary>The meter: <c>AddMeter(YoukiTelemetry.MeterName)</c>.</summary>
    public const string MeterName = "Youki.Runtime";

    /// <summary>Seconds from the request of a container to its end, images that are fetched included. Histogram, with <see cref="RuntimeName"/> and <see cref="ErrorType"/>.</summary>
    public const string CreateDuration = "youki.container.create.duration";

    /// <summary>Containers that were asked for. Counter, with <see cref="RuntimeName"/> and <see cref="ErrorType"/>.</summary>
    public const string Creates = "youki.container.creates";

    /// <summary>Seconds that a start took. Histogram, with <see cref="ErrorType"/>.</summary>
    public const string StartDuration = "youki.container.start.duration";

    /// <summary>Seconds that a stop took, the wait for the container's end included. Histogram, with <see cref="ErrorType"/>.</summary>
    public const string StopDuration = "youki.container.stop.duration";

    /// <summary>Seconds that a removal took. Histogram, with <see cref="ErrorType"/>.</summary>
    public const string RemoveDuration = "youki.container.remove.duration";

    /// <summary>Seconds that a copy of files into or out of a container took. Histogram, with <see cref="ErrorType"/>.</summary>
    public const string CopyDuration = "youki.container.copy.duration";

    /// <summary>Seconds until the process of an exec was started. Histogram, with <see cref="ErrorType"/>.</summary>
    public const string ExecDuration = "youki.container.exec.duration";

    /// <summary>Execs that were asked for. Counter, with <see cref="ErrorType"/>.</summary>
    public const string Execs = "youki.container.execs";

    /// <summary>Containers of the initialized nodes whose process lives, paused ones included. Counted when somebody asks; observable up-down counter.</summary>
    public const string Running = "youki.container.running";

    /// <summary>Ends of containers that this process has noted first. Counter, with <see cref="ExitReason"/>.</summary>
    public const string Exits = "youki.container.exits";

    /// <summary>Monitors that ended before their containers, noted first by this process. Counter.</summary>
    public const string MonitorDeaths = "youki.monitor.deaths";

    /// <summary>Bytes of output that were dropped. Counter.</summary>
    public const string LogBytesDropped = "youki.log.dropped";

    /// <summary>Pulls that went to a registry or archive. Counter, with <see cref="ErrorType"/>.</summary>
    public const string Pulls = "youki.image.pulls";

    /// <summary>Seconds that such a pull took, unpacking included. Histogram, with <see cref="ErrorType"/>.</summary>
    public const string PullDuration = "youki.image.pull.duration";

    /// <summary>Bytes of layers that were fetched, compressed as they were. Counter.</summary>
    public const string PulledBytes = "youki.image.pull.size";

    /// <summary>Seconds from a layer's request to its files: it is fetched, checked and unpacked in one pass. Histogram, with <see cref="ErrorType"/>.</summary>
    public const string UnpackDuration = "youki.image.layer.duration";

    /// <summary>Attribute of activities: the container's id.</summary>
    public const string ContainerId = "container.id";

    /// <summary>Attribute of activities: the container's name.</summary>
    public const string ContainerName = "container.name";

    /// <summary>Attribute of activities: the image as it was asked for.</summary>
    public const string ImageName = "container.image.name";

    /// <summary>Attribute: the OCI runtime, such as <c>youki</c>.</summary>
    public const string RuntimeName = "container.runtime.name";

    /// <summary>Attribute of activities: the node.</summary>
    public const string NodeId = "youki.node.id";

    /// <summary>Attribute: the exception's type, where something failed.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Attribute: why a container ended, such as <c>oomkilled</c>.</summary>
    public const string ExitReason = "youki.exit.reason";
}
