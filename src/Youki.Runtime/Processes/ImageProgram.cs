namespace Youki.Runtime.Processes;

/// <summary>
/// What an image runs, as Kubernetes has it: the configuration's command replaces the image's entrypoint and drops its cmd; its arguments replace the cmd.
/// An empty list says nothing, like null; an entrypoint of one empty text is none (Docker's way to reset it).
/// </summary>
internal static class ImageProgram
{
    /// <summary>Program and arguments where the configuration leaves the program to the image. Null: it does not, or the image names none.</summary>
    public static IReadOnlyList<string>? ArgumentsOf(ContainerConfig config, ImageConfig image)
    {
        if (config.Command is { Count: > 0 })
        {
            return null;
        }

        IReadOnlyList<string> entrypoint = image.Entrypoint is [""] ? [] : image.Entrypoint ?? [];
        string[] all = [.. entrypoint, .. config.Args is { Count: > 0 } arguments ? arguments : image.Cmd ?? []];
        return all.Length > 0 ? all : null;
    }

    /// <summary>Checks that there is a program to run.</summary>
    /// <exception cref="ContainerConfigException">Neither the configuration nor the image names one.</exception>
    public static void Check(ContainerConfig config, ImageConfig image)
    {
        if (config.Command is not { Count: > 0 } && ArgumentsOf(config, image)?[0] is null or "")
        {
            throw new ContainerConfigException([$"Command: give the program to run; image '{config.Image}' has no entrypoint or command of its own."]);
        }
    }
}
