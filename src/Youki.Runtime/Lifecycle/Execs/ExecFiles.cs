using Youki.Runtime.Bundles;
using Youki.Runtime.Native;

namespace Youki.Runtime.Lifecycle.Execs;

/// <summary>Reads and writes what is on disk of a command.</summary>
internal static class ExecFiles
{
    public static void Write(ExecLayout exec, ExecRecord record) => RecordFile.Write(exec.RecordFile, record, BundleJson.Default.ExecRecord);

    /// <summary>The record; null where there is none, or one that cannot be read.</summary>
    public static ExecRecord? TryRead(ExecLayout exec)
    {
        try
        {
            return RecordFile.Read(exec.RecordFile, BundleJson.Default.ExecRecord) is { SchemaVersion: ContainerRecord.CurrentSchemaVersion } record ? record : null;
        }
        catch (RecordException)
        {
            return null;
        }
    }

    /// <summary>Whether the process that started the command is still there.</summary>
    public static bool HasOwner(ExecRecord record) => record.BootId == BootId.Current && new ProcessIdentity(record.OwnerPid, record.OwnerStartTime).IsAlive();
}
