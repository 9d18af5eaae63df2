namespace Youki.Runtime.Bench.Images;

/// <summary>One way to bring an image in and unpack it.</summary>
internal interface IPullSide
{
    string Name { get; }

    /// <summary>Pulls into an empty store, times that, and deletes the store.</summary>
    Task RoundAsync();
}
