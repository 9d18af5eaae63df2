using System.Text.Json;
using Youki.Runtime.Files;
using Youki.Runtime.Images.Documents;

namespace Youki.Runtime.Images.Content;

/// <summary>Makes the image directory when something is first to be written to it.</summary>
internal sealed class StoreDirectory(StoreLayout layout)
{
    private const string LayoutVersion = "1.0.0";

    private readonly Lock _making = new();
    private bool _isMade;

    public StoreLayout Layout { get; } = layout;

    /// <exception cref="HostResourceException">It cannot be made, or others may write to it.</exception>
    public void Ensure()
    {
        lock (_making)
        {
            if (!_isMade || !File.Exists(Layout.MarkerFile))
            {
                Make();
                _isMade = true;
            }
        }
    }

    private void Make()
    {
        PrivateDirectory.Ensure(Layout.Root, nameof(YoukiRuntimeOptions.ImageDirectory));
        foreach (var directory in (string[])[Path.Combine(Layout.BlobDirectory, "sha256"), Path.Combine(Layout.BlobDirectory, "sha512"), Layout.IngestDirectory,
            Layout.LayerDirectory, Layout.LeaseDirectory, Layout.LockDirectory, Layout.TrashDirectory])
        {
            PrivateDirectory.Create(directory);
        }

        if (File.Exists(Layout.MarkerFile))
        {
            CheckVersion();
            return;
        }

        // Whoever comes second writes the same.
        DiskErrors.Wrap($"make the image directory '{Layout.Root}'", () => DurableFile.Write(
            Layout.Temporary(), Layout.MarkerFile, JsonSerializer.SerializeToUtf8Bytes(new LayoutMarker { ImageLayoutVersion = LayoutVersion }, ImageJson.Default.LayoutMarker)));
    }

    private void CheckVersion()
    {
        string? version;
        try
        {
            version = JsonSerializer.Deserialize(File.ReadAllBytes(Layout.MarkerFile), ImageJson.Default.LayoutMarker)?.ImageLayoutVersion;
        }
        catch (JsonException exception)
        {
            throw new HostResourceException("directory", $"'{Layout.MarkerFile}' cannot be read: {exception.Message} Remove it; it is made anew.", exception);
        }

        if (version != LayoutVersion)
        {
            throw new HostResourceException("directory", $"'{Layout.Root}' is an image layout of version '{version}', and this library knows {LayoutVersion}. Name another directory.");
        }
    }
}
