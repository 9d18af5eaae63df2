using System.Globalization;

namespace Youki.Runtime.Tool.Parsing;

/// <summary>Reads devices as docker writes them.</summary>
internal static class DeviceText
{
    private const string DeviceKey = "device";
    private const string CountKey = "count";
    private const string DriverKey = "driver";

    /// <summary>Whether it is the name of a CDI device, such as <c>vendor.example/class=name</c>, and no path.</summary>
    public static bool IsCdi(string text) => !text.StartsWith('/') && text.Contains('=') && text.Contains('/');

    /// <summary>A device by path, such as <c>/dev/sda:/dev/xvda:r</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static DeviceRequest ParseDevice(string text) => text.Split(':') switch
    {
        [var path] => new DeviceRequest { Path = path },
        [var path, var second] when second.StartsWith('/') => new DeviceRequest { Path = path, ContainerPath = second },
        [var path, var second] => new DeviceRequest { Path = path, Permissions = second },
        [var path, var second, var third] => new DeviceRequest { Path = path, ContainerPath = second, Permissions = third },
        _ => throw new UsageException($"--device: '{text}' is no device: give it as /dev/sda, /dev/sda:/dev/xvda or /dev/sda:/dev/xvda:r."),
    };

    /// <summary>A rule, such as <c>c 10:* rmw</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static DeviceRule ParseRule(string text)
    {
        try
        {
            return text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var type, var numbers, var access] && numbers.Split(':') is [var major, var minor]
                ? new DeviceRule { Type = TypeOf(type), Major = NumberOf(major), Minor = NumberOf(minor), Access = access }
                : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new UsageException($"--device-cgroup-rule: '{text}' is no rule: give it as \"c 10:* rmw\", with c, b or a, two numbers or *, and any of r, w and m.");
        }
    }

    /// <summary>Graphics processors: <c>all</c>, a number, or <c>device=0,1</c>.</summary>
    /// <exception cref="UsageException">It is something else.</exception>
    public static GpuRequest ParseGpus(string text)
    {
        if (text == "all")
        {
            return new GpuRequest { Count = -1 };
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return new GpuRequest { Count = number };
        }

        var request = new GpuRequest();
        string? key = null;
        foreach (var part in text.Trim('"').Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            key = equals >= 0 ? part[..equals] : key;
            var value = part[(equals + 1)..].Trim('"');
            request = key switch
            {
                DeviceKey => request with { Names = [.. request.Names ?? [], value] },
                CountKey when value == "all" => request with { Count = -1 },
                CountKey when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => request with { Count = count },
                DriverKey when value is "nvidia" or "cdi" => request,
                _ => throw new UsageException(
                    $"--gpus: '{part}' is not understood: give all, a number, or device=NAME,NAME. What a device can do, its CDI spec says."),
            };
        }

        return request;
    }

    private static DeviceType? TypeOf(string text) => text switch { "c" => DeviceType.Character, "b" => DeviceType.Block, "a" => null, _ => throw new FormatException() };

    private static int? NumberOf(string text) => text == "*" ? null : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
