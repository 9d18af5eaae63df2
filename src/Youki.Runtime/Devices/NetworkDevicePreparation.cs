using System.Globalization;
using System.Text.Json;
using Youki.Runtime.Execution;

namespace Youki.Runtime.Devices;

/// <summary>
/// Moves network devices into the container's network namespace, where the runtime has left them where they were: youki 0.7.0 moves them, runc before 1.3 takes
/// the member and does nothing. Its addresses go with a device, and it is up afterwards. Source: OCI runtime-spec 1.3, config-linux.md, "Network Devices".
/// </summary>
internal sealed class NetworkDevicePreparation(IProcessRunner runner) : IRunPreparation
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    public async ValueTask PrepareAsync(PreparedRun run, CancellationToken cancellationToken)
    {
        if (run.Spec.Linux?.NetDevices is not { Count: > 0 } devices)
        {
            return;
        }

        var place = string.Create(CultureInfo.InvariantCulture, $"/proc/{run.Pid}/ns/net");
        if (IsOurs(place))
        {
            throw new FeatureNotSupportedException("linux.netDevices", "The container has the host's network namespace, where all its devices are. Leave them out.") { ContainerId = run.Inputs.ContainerId };
        }

        var taken = new Stack<(string Name, string Inside, IReadOnlyList<string> Addresses)>();
        try
        {
            foreach (var (name, device) in devices)
            {
                await MoveAsync(name, device.Name ?? name, run.Pid, place, taken, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            foreach (var (name, inside, addresses) in taken)
            {
                await GiveBackAsync(name, inside, addresses, place).ConfigureAwait(false);
            }

            if (exception is not (IOException or JsonException or RuntimeUnavailableException))
            {
                throw;
            }

            throw new HostResourceException(
                "network-devices",
                $"The network devices of container {run.Inputs.ContainerId} could not be moved into it: {exception.Message}. Look at 'ip link'; the package iproute2 must be installed.",
                exception) { ContainerId = run.Inputs.ContainerId };
        }
    }

    private async Task MoveAsync(string name, string inside, int pid, string place, Stack<(string Name, string Inside, IReadOnlyList<string> Addresses)> taken, CancellationToken cancellationToken)
    {
        if (await AddressesAsync(name, cancellationToken).ConfigureAwait(false) is not { } addresses)
        {
            // The runtime has moved it; otherwise it is nowhere, and the next says so.
            await RunAsync("nsenter", [$"--net={place}", "ip", "link", "show", "dev", inside], cancellationToken).ConfigureAwait(false);
            return;
        }

        taken.Push((name, inside, addresses));
        await RunAsync("ip", ["link", "set", "dev", name, "netns", pid.ToString(CultureInfo.InvariantCulture), "name", inside], cancellationToken).ConfigureAwait(false);
        foreach (var address in addresses)
        {
            await RunAsync("nsenter", [$"--net={place}", "ip", "address", "add", address, "dev", inside], cancellationToken).ConfigureAwait(false);
        }

        await RunAsync("nsenter", [$"--net={place}", "ip", "link", "set", "dev", inside, "up"], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A device of software would end with the namespace of the container that is about to be undone.</summary>
    private async Task GiveBackAsync(string name, string inside, IReadOnlyList<string> addresses, string place)
    {
        string[] back = ["netns", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "name", name];

        // The kernel moves it first and gives it its new name then, so it may be there under either, or still be here.
        if (await TryAsync("nsenter", [$"--net={place}", "ip", "link", "set", "dev", name, .. back]).ConfigureAwait(false)
            || await TryAsync("ip", ["link", "show", "dev", name]).ConfigureAwait(false)
            || await TryAsync("nsenter", [$"--net={place}", "ip", "link", "set", "dev", inside, .. back]).ConfigureAwait(false))
        {
            foreach (var address in addresses)
            {
                await TryAsync("ip", ["address", "add", address, "dev", name]).ConfigureAwait(false);
            }

            await TryAsync("ip", ["link", "set", "dev", name, "up"]).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryAsync(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            return (await runner.CaptureAsync(CommandLineOf(program, arguments), CancellationToken.None).ConfigureAwait(false)).ExitCode == 0;
        }
        catch (YoukiException)
        {
            // The error that this follows tells more.
            return false;
        }
    }

    /// <summary>The addresses that mean something beyond the device's own link; null where this namespace has no such device.</summary>
    private async Task<IReadOnlyList<string>?> AddressesAsync(string name, CancellationToken cancellationToken)
    {
        var result = await runner.CaptureAsync(CommandLineOf("ip", ["-json", "address", "show", "dev", name]), cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(result.Stdout);
        return
        [
            .. document.RootElement.EnumerateArray()
                .Where(link => link.TryGetProperty("addr_info", out _))
                .SelectMany(link => link.GetProperty("addr_info").EnumerateArray())
                .Where(address => address.GetProperty("scope").GetString() == "global")
                .Select(address => $"{address.GetProperty("local").GetString()}/{address.GetProperty("prefixlen").GetInt32()}"),
        ];
    }

    private static bool IsOurs(string place) => new FileInfo(place).LinkTarget is { } theirs && theirs == new FileInfo("/proc/self/ns/net").LinkTarget;

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await runner.CaptureAsync(CommandLineOf(program, arguments), cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new IOException($"'{program} {string.Join(' ', arguments)}' says: {result.Stderr.Trim()}");
        }
    }

    private static CommandLine CommandLineOf(string program, IReadOnlyList<string> arguments) => new() { Program = program, Arguments = arguments, TimeLimit = TimeLimit, Interruptible = true };
}
