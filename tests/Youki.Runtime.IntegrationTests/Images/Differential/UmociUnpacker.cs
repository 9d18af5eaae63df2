using System.Globalization;

namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>Unpacks with umoci: all layers into one directory, in order.</summary>
/// <param name="directory">Where, not there yet.</param>
internal sealed class UmociUnpacker(string directory) : IReferenceUnpacker
{
    public string Name => "umoci";

    public async Task<string> UnpackAsync(string layout, string tag)
    {
        await ReferencePrograms.RunAsync("umoci", "unpack", "--image", $"{layout}:{tag}", directory);
        return Path.Combine(directory, "rootfs");
    }

    /// <summary>umoci really takes away what a higher layer takes away; an overlay still counts those names of a file that remains.</summary>
    public bool IsKnown(FileDifference difference) =>
        difference.Member == nameof(FileFacts.Links) && uint.Parse(difference.Actual, CultureInfo.InvariantCulture) > uint.Parse(difference.Expected, CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
