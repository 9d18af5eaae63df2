using Youki.Runtime.Native;

namespace Youki.Runtime.Bench.Images;

/// <summary>skopeo brings the image in, and umoci unpacks it.</summary>
internal sealed class UmociPull(string skopeo, string umoci, string reference, string directory, Measurements measurements) : IPullSide
{
    public string Name => "skopeo + umoci";

    public async Task RoundAsync()
    {
        Directory.CreateDirectory(directory);
        await measurements.TimeAsync(Names.Pull(Name), async () =>
        {
            await Programs.RunAsync(skopeo, "--insecure-policy", "copy", "--quiet", "--src-tls-verify=false", $"docker://{reference}", $"oci:{directory}/layout:1");
            await Programs.RunAsync(umoci, "unpack", "--image", $"{directory}/layout:1", $"{directory}/bundle");
        });
        FileTree.Delete(directory);
    }
}
