namespace Youki.Runtime.Volumes.Store;

/// <summary>The drivers that there are, by name.</summary>
internal sealed class VolumeDrivers
{
    private readonly Dictionary<string, IVolumeDriver> _drivers;

    public VolumeDrivers(IEnumerable<IVolumeDriver> others)
    {
        IVolumeDriver[] all = [new LocalVolumeDriver(), .. others];
        if (all.GroupBy(driver => driver.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"Two volume drivers have the name '{twice.Key}': {string.Join(", ", twice.Select(driver => driver.GetType().Name))}.");
        }

        _drivers = all.ToDictionary(driver => driver.Name, StringComparer.Ordinal);
    }

    /// <exception cref="VolumeException">There is no such driver.</exception>
    public IVolumeDriver Of(string volume, string driver) => _drivers.TryGetValue(driver, out var found)
        ? found
        : throw new VolumeException(volume, $"Volume '{volume}' needs the driver '{MessageText.Clean(driver)}', and there is none of that name. There are: {string.Join(", ", _drivers.Keys)}.");
}
