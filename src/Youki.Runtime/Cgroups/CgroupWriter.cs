namespace Youki.Runtime.Cgroups;

/// <summary>Sets limits, reads back what the kernel made of them, and can set everything back.</summary>
internal sealed class CgroupWriter(IReadOnlyList<CgroupSetting> settings)
{
    private readonly IReadOnlyList<(CgroupSetting Setting, string? Before)> _known = [.. settings.Select(setting => (setting, Read(setting.File)))];

    /// <summary>Sets what is not as it should be.</summary>
    /// <returns>What the kernel did not take.</returns>
    public IReadOnlyList<LimitMismatch> Apply() =>
        [.. _known.Where(one => !(one.Setting.IsOptional && one.Before is null)).Select(one => Apply(one.Setting.File, one.Setting.Value, one.Setting.IsTaken)).OfType<LimitMismatch>()];

    /// <summary>Sets all back to what it was, the last one first: limits of memory depend on each other.</summary>
    /// <returns>What the kernel did not take.</returns>
    public IReadOnlyList<LimitMismatch> Restore() =>
    [
        .. _known.Reverse().Where(one => one.Before is not null)
            .Select(one => Apply(one.Setting.File, one.Setting.Restore?.Invoke(one.Before!) ?? one.Before!, found => found == one.Before)).OfType<LimitMismatch>(),
    ];

    private static LimitMismatch? Apply(string file, string value, Func<string, bool> isTaken)
    {
        if (Read(file) is { } found && isTaken(found))
        {
            return null;
        }

        var reason = Write(file, value);
        var after = Read(file);
        return after is not null && isTaken(after) ? null : new LimitMismatch(file, value, after, reason);
    }

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What the kernel said against it; null where nothing.</summary>
    private static string? Write(string file, string value)
    {
        try
        {
            CgroupFile.Write(file, value);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
