using Microsoft.Win32.SafeHandles;
using Youki.Runtime.Native;

namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>The library: its store keeps each layer by itself, and the kernel puts them together as it does for a container.</summary>
/// <param name="directory">Where, not there yet.</param>
internal sealed class StoreUnpacker(string directory) : IReferenceUnpacker
{
    private readonly YoukiRuntime _runtime = YoukiRuntime.Create(new YoukiRuntimeOptions
    {
        Runtime = "true",
        StateDirectory = $"{directory}/state",
        BundleDirectory = $"{directory}/bundles",
        ImageDirectory = $"{directory}/store",
    });

    public string Name => "the library";

    /// <summary>The store, which is a layout.</summary>
    public string Store => $"{directory}/store";

    private string View => $"{directory}/view";

    public Task<string> UnpackAsync(string layout, string tag) => UnpackAsync($"oci:{layout}:{tag}");

    /// <summary>Pulls from anywhere, and mounts what came.</summary>
    public async Task<string> UnpackAsync(string reference)
    {
        var token = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(View);
        Directory.CreateDirectory($"{directory}/nothing");
        var image = await _runtime.PullImageAsync(ImageReference.Parse(reference), cancellationToken: token);
        var details = await _runtime.InspectImageAsync(image.Id.Value, token);

        // An overlay without an upper directory needs two lower ones, and the image may have one layer.
        var paths = details.Layers.Select(layer => $"{Store}/layers/{layer.DiffId.AlgorithmText}-{layer.DiffId.Hex}/fs").Prepend($"{directory}/nothing");
        List<SafeFileHandle> layers = [.. paths.Select(Descriptor.OpenDirectory)];
        try
        {
            FileSystemMount.Overlay("youki-differential", View, new OverlayLayers(layers, Upper: null, Work: null));
        }
        finally
        {
            layers.ForEach(layer => layer.Dispose());
        }

        return View;
    }

    public bool IsKnown(FileDifference difference) => false;

    public async ValueTask DisposeAsync()
    {
        FileSystemMount.TryDetach(View);
        await _runtime.DisposeAsync();
    }
}
