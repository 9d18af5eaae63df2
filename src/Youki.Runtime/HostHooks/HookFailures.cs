using System.Globalization;
using System.Text;
using Youki.Runtime.Native;

namespace Youki.Runtime.HostHooks;

/// <summary>Says which hook failed and what it said, where the runtime tells no more than that one did, and ends what it has left.</summary>
internal static class HookFailures
{
    private const int ShownBytes = 4096;

    /// <summary>The failure with the hook's name and output. Null: the container has no hooks that were begun, so it is another's.</summary>
    public static HookException? Describe(ContainerConfig config, string bundlePath, ContainerId id, Exception failure)
    {
        var begun = HookKind.Each(config.Hooks).Where(each => each.Kind.OnHost && File.Exists(HooksLayout.Output(bundlePath, each.Kind, each.Place))).ToArray();
        if (begun.Length == 0)
        {
            return null;
        }

        var (kind, place, hook) = begun[^1];
        var file = HooksLayout.Output(bundlePath, kind, place);
        if (kind.HasHostPids)
        {
            EndLeftovers(file);
        }

        var output = ReadEnd(file);
        var name = $"{kind.Name}[{place}]";
        return new HookException(
            id, name, hook.Path, output, $"Hook {name} of container {id}, '{hook.Path}', failed: {failure.Message} It wrote {(output.Length > 0 ? $"'{Shorten(output)}'" : "nothing")}.", failure);
    }

    /// <summary>
    /// Kills the session of a hook that has ended: a time limit ends the hook itself only. As long as one of a session lives, its number is nobody else's; where a process has
    /// that number now, the session is another's.
    /// </summary>
    private static void EndLeftovers(string file)
    {
        if (!int.TryParse(ReadEnd(HooksLayout.Pid(file)), CultureInfo.InvariantCulture, out var session) || ProcessIdentity.Find(session) is not null)
        {
            return;
        }

        foreach (var process in ProcessTable.OfSession(session))
        {
            process.TrySignal(Signal.Kill);
        }
    }

    private static string ReadEnd(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Position = Math.Max(0, stream.Length - ShownBytes);
            var bytes = new byte[ShownBytes];
            return Encoding.UTF8.GetString(bytes.AsSpan(0, stream.ReadAtLeast(bytes, ShownBytes, throwOnEndOfStream: false))).Trim();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    /// <summary>The last line, for a message of one.</summary>
    private static string Shorten(string output)
    {
        const int Longest = 256;
        var line = output.Split('\n')[^1].Trim();
        return new string([.. (line.Length > Longest ? line[^Longest..] : line).Select(character => char.IsControl(character) ? ' ' : character)]);
    }
}
