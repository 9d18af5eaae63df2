namespace Youki.Runtime.IntegrationTests.Images.Differential;

/// <summary>One way to get at the files of an image.</summary>
internal interface IReferenceUnpacker : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Unpacks an image of a layout, and returns the directory with its files. They are there until this is disposed of.</summary>
    /// <param name="layout">The directory of the layout.</param>
    /// <param name="tag">Which image of it.</param>
    Task<string> UnpackAsync(string layout, string tag);

    /// <summary>Whether a difference between the image and this one's files is known, and this one's affair.</summary>
    bool IsKnown(FileDifference difference);
}
