namespace Youki.Runtime.Tests.Cli;

/// <summary>What each captured command means: a line holds the meaning, then the names. What is not here succeeded, or its exit code is the process's.</summary>
internal static class CaptureExpectations
{
    private const string Youki = """
        NotFound delete-unknown exec-unknown kill-unknown start-unknown state-after-failed-create state-deleted state-unknown
        Exists create-exists
        CommandNotFound create-command-not-found-logged create-command-not-found exec-not-found
        DamagedState delete-truncated-file list-truncated-file state-truncated-file
        Other create-bad-id create-bad-json create-missing-bundle kill-bad-signal kill-signal-zero usage-unknown-flag
        - delete delete-force-unknown events-stats exec-exit-3 exec-signal-9 features kill-kill kill-term list-created list-json-ignored list-running list-stopped
        - no-subcommand pause ps-json ps-table resume start state-created state-paused state-running state-stopped update-pids update-resources version
        """;

    private const string YoukiWithStatus = """
        WrongStatus:Running delete-running resume-again start-running
        WrongStatus:Created exec-created
        WrongStatus:Paused exec-paused pause-again
        WrongStatus:Stopped kill-stopped
        """;

    private const string YoukiWithoutStatus = """
        WrongStatus:Unknown delete-running resume-again start-running exec-created exec-paused pause-again
        WrongStatus:Stopped kill-stopped
        """;

    private const string Unknown = """
        NotFound state-unknown start-unknown kill-unknown delete-unknown pause-unknown resume-unknown ps-unknown exec-unknown update-unknown
        NotFound start-command-not-found state-after-command-not-found start-not-executable state-after-not-executable start-absolute-not-found
        NotFound state-after-absolute-not-found start-directory state-after-directory start-hook-fails state-after-hook-fails state-deleted
        Exists create-exists
        CommandNotFound create-command-not-found create-absolute-not-found exec-not-found exec-detached-not-found
        CommandNotExecutable create-not-executable create-directory exec-not-executable
        HookFailed create-hook-fails
        Other create-bad-id create-bad-json create-missing-bundle create-missing-rootfs update-garbage usage-unknown-flag usage-no-id
        UnknownVerb usage-unknown-verb
        - version create create-format-unknown start-format-unknown state-after-format-unknown start state-created state-running state-paused state-stopped exec-exit-3 exec-signal-9
        - exec-detached ps-json pause resume kill-kill delete delete-force-unknown list-json list-empty
        """;

    private const string Runc = """
        NotFound events-unknown checkpoint-unknown
        WrongStatus:Running start-running delete-running
        WrongStatus:Unknown resume-running resume-again pause-again update-stopped events-stopped
        WrongStatus:Paused exec-paused
        WrongStatus:Stopped kill-stopped start-stopped exec-stopped checkpoint-stopped
        DamagedState state-truncated-file
        Other kill-bad-signal kill-RTMIN3 checkpoint-no-criu delete-truncated-file
        - exec-created pause-created resume-created update-resources update-stdin events-stats features kill-34 ps-stopped
        """;

    private const string Crun = """
        UnknownVerb events-unknown checkpoint-unknown events-stats features checkpoint-no-criu events-stopped checkpoint-stopped
        WrongStatus:Running start-running
        WrongStatus:Unknown delete-running
        WrongStatus:Paused exec-paused
        WrongStatus:Stopped kill-stopped start-stopped pause-stopped exec-stopped
        DamagedState state-truncated-file
        Other update-resources update-stdin ps-stopped update-stopped
        - exec-created pause-created resume-created resume-running kill-bad-signal pause-again resume-again kill-34 kill-RTMIN3 delete-truncated-file
        """;

    private const string YoukiLogged = """
        NotFound events-unknown checkpoint-unknown
        WrongStatus:Running start-running delete-running resume-running resume-again
        WrongStatus:Created exec-created pause-created resume-created
        WrongStatus:Paused pause-again exec-paused
        WrongStatus:Stopped kill-stopped start-stopped pause-stopped exec-stopped events-stopped checkpoint-stopped
        DamagedState state-truncated-file delete-truncated-file
        Other kill-bad-signal kill-34 kill-RTMIN3 checkpoint-no-criu
        - update-resources update-stdin events-stats features ps-stopped update-stopped
        """;

    public static TheoryData<string, string, string> All
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            Add(rows, "youki-0.7.0", Youki, YoukiWithStatus);
            Add(rows, "youki-0.6.0", Youki, YoukiWithStatus);
            Add(rows, "youki-0.5.7", Youki, YoukiWithoutStatus);
            Add(rows, "youki-0.7.0-logged", Unknown, YoukiLogged);
            Add(rows, "runc-1.1.5", Unknown, Runc);
            Add(rows, "crun-1.8.1", Unknown, Crun);
            return rows;
        }
    }

    private static void Add(TheoryData<string, string, string> rows, string runtime, params string[] tables)
    {
        foreach (var words in tables.SelectMany(table => table.Split('\n')).Select(line => line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            foreach (var name in words.Skip(1))
            {
                rows.Add(runtime, name, words[0]);
            }
        }
    }
}
