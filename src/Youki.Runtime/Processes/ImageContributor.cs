using Youki.Runtime.Specs;

namespace Youki.Runtime.Processes;

/// <summary>
/// The process as the image has it: program, environment, working directory. Its user comes with <see cref="SpecInputs.User"/>. Its labels and exposed ports
/// are information, and never become anything of the container's.
/// </summary>
internal sealed class ImageContributor : ISpecContributor
{
    public SpecStage Stage => SpecStage.Image;

    public RuntimeSpec? Contribute(SpecInputs inputs)
    {
        if (inputs.ImageConfig is not { } image)
        {
            return null;
        }

        ImageConfigChecks.Check(image, inputs.Config.Image);
        return new RuntimeSpec
        {
            Process = new OciProcess
            {
                Args = ImageProgram.ArgumentsOf(inputs.Config, image),
                Env = image.Env?.Where(IsVariable).ToArray() is { Length: > 0 } variables ? variables : null,
                Cwd = inputs.Config.WorkingDirectory is null ? DirectoryOf(image, inputs.Config.Image) : null,
            },
        };
    }

    /// <summary>What has no name or no '=' sets nothing: a process could not find it. Of two with one name the last counts.</summary>
    private static bool IsVariable(string entry) => entry.IndexOf('=', StringComparison.Ordinal) > 0;

    /// <summary>The working directory; a relative one begins at the root. Null: none is named.</summary>
    private static string? DirectoryOf(ImageConfig image, string name)
    {
        if (image.WorkingDir is not { Length: > 0 } path)
        {
            return null;
        }

        var absolute = ContainerPath.IsAbsolute(path) ? path : $"/{path}";
        return ContainerPath.IsInProc(absolute)
            ? throw new ImageFormatException(
                name,
                $"Image '{name}' cannot be used: WorkingDir of its configuration is in /proc, from where a process could leave the container (CVE-2024-21626). Give ContainerConfig.WorkingDirectory.")
            : absolute;
    }
}
