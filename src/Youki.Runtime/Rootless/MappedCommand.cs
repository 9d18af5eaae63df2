using System.Globalization;
using System.Runtime.ExceptionServices;
using Youki.Runtime.Execution;
using Youki.Runtime.Native;
using Youki.Runtime.Specs;

namespace Youki.Runtime.Rootless;

/// <summary>
/// Runs a program as root of a user namespace in which the user's subordinate ids are mapped as in the user's containers: only there may files get such an
/// owner, or be deleted that have one. A process of .NET has threads, and cannot enter such a namespace itself.
/// </summary>
internal sealed class MappedCommand(IProcessRunner runner)
{
    private const string UserMapper = "newuidmap";
    private const string GroupMapper = "newgidmap";

    // It waits until its ids are mapped, and only then becomes the program, as root with all capabilities: without a map, exec would take them away.
    private const string Script = """
        echo "$$"
        IFS= read -r go || exit 125
        exec "$@"
        """;

    private static readonly TimeSpan MapTime = TimeSpan.FromSeconds(30);

    /// <summary>Why programs cannot be run so, as a sentence with advice; null where nothing speaks against it.</summary>
    public static string? WhyNot() =>
        new[] { UserMapper, GroupMapper }.FirstOrDefault(program => ProgramFinder.Find(program) is null) is { } missing
            ? $"The program '{missing}', which gives containers the ids of {SubordinateIds.UserFile} and {SubordinateIds.GroupFile}, is not on PATH ({ChildEnvironment.SearchPath}). Install it: apt-get install uidmap"
            : null;

    /// <summary>Runs it to its end.</summary>
    /// <param name="mappings">The ids.</param>
    /// <param name="program">The program and its arguments.</param>
    /// <param name="feed">Writes what it reads. Null: nothing.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="HostResourceException">The namespace cannot be made, or the program failed.</exception>
    public async Task RunAsync(IdMappings mappings, IReadOnlyList<string> program, Func<Stream, CancellationToken, Task>? feed, CancellationToken cancellationToken)
    {
        var first = new FirstLine();
        await using (first.ConfigureAwait(false))
        {
            var feeding = Task.FromResult<Exception?>(null);
            var command = new CommandLine
            {
                Program = "unshare",
                Arguments = ["--user", "--", DetachScript.Shell, "-c", Script, "sh", .. program],
                Title = $"'{program[0]}' as root of the user's containers",
                Feed = (input, exited) => feeding = FeedAsync(first, mappings, feed, input, exited),
            };
            try
            {
                var result = await runner.StreamAsync(command, first, cancellationToken).ConfigureAwait(false);
                Check(result, program[0], await feeding.ConfigureAwait(false));
            }
            finally
            {
                // Nobody waits for it when the program has ended, and it uses what belongs to the caller.
                await feeding.ConfigureAwait(false);
            }
        }
    }

    /// <summary>Maps the ids, lets the program begin, and writes what it reads. What goes wrong ends the program's input, and by that the program.</summary>
    /// <returns>What went wrong; null where nothing did, or the program has ended before.</returns>
    private async Task<Exception?> FeedAsync(FirstLine first, IdMappings mappings, Func<Stream, CancellationToken, Task>? feed, Stream input, CancellationToken exited)
    {
        try
        {
            await MapAsync(await first.Line.WaitAsync(exited).ConfigureAwait(false), mappings, exited).ConfigureAwait(false);
            await input.WriteAsync("go\n"u8.ToArray(), exited).ConfigureAwait(false);
            await (feed?.Invoke(input, exited) ?? Task.CompletedTask).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when ((exception is OperationCanceledException && exited.IsCancellationRequested) || IsBrokenPipe(exception))
        {
            // What the program said, and its exit code, tell more.
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static bool IsBrokenPipe(Exception exception) => exception is ObjectDisposedException || (exception is IOException and not NativeException);

    private async Task MapAsync(string process, IdMappings mappings, CancellationToken cancellationToken)
    {
        if (!int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new HostResourceException(IdMappings.ResourceKind, $"The user namespace cannot be set up: its process said '{process}'.");
        }

        await MapAsync(UserMapper, process, mappings.Uids, cancellationToken).ConfigureAwait(false);
        await MapAsync(GroupMapper, process, mappings.Gids, cancellationToken).ConfigureAwait(false);
    }

    private async Task MapAsync(string mapper, string process, IReadOnlyList<LinuxIdMapping> ranges, CancellationToken cancellationToken)
    {
        var numbers = ranges.SelectMany(range => new[] { range.ContainerId, range.HostId, range.Size }).Select(number => number!.Value.ToString(CultureInfo.InvariantCulture));
        var result = await runner.CaptureAsync(new CommandLine { Program = mapper, Arguments = [process, .. numbers], TimeLimit = MapTime }, cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new HostResourceException(
                IdMappings.ResourceKind,
                $"The user's subordinate ids cannot be used: {result.Stderr.Trim()}. {mapper} must be setuid root, as the package uidmap installs it, this process must not have no_new_privs set, "
                + $"and {SubordinateIds.UserFile} and {SubordinateIds.GroupFile} must name the ids.");
        }
    }

    private static void Check(CommandResult result, string program, Exception? failure)
    {
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (result.ExitCode != 0)
        {
            var said = result.Stderr.Trim();
            throw new HostResourceException(
                IdMappings.ResourceKind,
                said.StartsWith("unshare:", StringComparison.Ordinal)
                    ? $"No user namespace can be made: {said}. See {UserNamespaceSwitches.Names}."
                    : $"'{program}' failed with code {result.ExitCode} as root of the user's containers: {said}");
        }
    }
}
