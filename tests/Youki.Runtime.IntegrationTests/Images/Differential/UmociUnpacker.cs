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

    public bool IsKnown(FileDifference difference) => false;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
