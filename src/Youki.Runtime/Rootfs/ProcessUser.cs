namespace Youki.Runtime.Rootfs;

/// <summary>Who a container's process runs as: whom the configuration names, else whom the image does, else root.</summary>
internal static class ProcessUser
{
    /// <exception cref="ContainerConfigException">The configuration's user is not valid, or unknown to the image.</exception>
    /// <exception cref="ImageException">The image's own is, or its account files cannot be used.</exception>
    public static ContainerUser Find(SpecInputs inputs)
    {
        var image = inputs.Config.Image;
        if (inputs.Config.User is not null || inputs.ImageConfig?.User is not { Length: > 0 } own)
        {
            return AccountLookup.Resolve(inputs.Config.User, inputs.RootfsPath, image);
        }

        try
        {
            return AccountLookup.Resolve(own, inputs.RootfsPath, image);
        }
        catch (ContainerConfigException exception)
        {
            throw new ImageFormatException(image, $"Image '{image}' cannot be used: of User in its configuration: {exception.Errors[0]} Give ContainerConfig.User.", exception)
            {
                ContainerId = inputs.ContainerId,
            };
        }
    }
}
