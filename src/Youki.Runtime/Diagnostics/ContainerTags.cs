using System.Diagnostics;

namespace Youki.Runtime.Diagnostics;

/// <summary>Says in a trace which container or image it is about. Never environment, arguments or anything else that may hold a secret.</summary>
internal static class ContainerTags
{
    public static Action<Activity> Of(ContainerId id) => activity => activity.SetTag(YoukiTelemetry.ContainerId, id.Value);

    public static Action<Activity> Of(ContainerId id, NodeId node, ContainerConfig config) => activity => activity
        .SetTag(YoukiTelemetry.ContainerId, id.Value)
        .SetTag(YoukiTelemetry.NodeId, node.Value)
        .SetTag(YoukiTelemetry.ContainerName, config.Name)
        .SetTag(YoukiTelemetry.ImageName, config.Image);

    public static Action<Activity> Image(string image) => activity => activity.SetTag(YoukiTelemetry.ImageName, image);
}
