namespace Youki.Runtime;

public sealed partial record ContainerConfig
{
    /// <summary>
    /// Programs of the host that the runtime runs at points of the container's life, as root of the host. They come from here and from a user's own contributors only: an image
    /// cannot bring any. Null: none.
    /// </summary>
    public ContainerHooks? Hooks { get; init; }
}
