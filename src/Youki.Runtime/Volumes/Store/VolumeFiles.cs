using System.Text.Json;
using Youki.Runtime.Files;
using Youki.Runtime.Native;

namespace Youki.Runtime.Volumes.Store;

/// <summary>Reads and writes what lies on disk of a volume. Whoever writes holds its lock. A volume gets its name once it is whole, and loses it in one step.</summary>
internal static class VolumeFiles
{
    private const int DataPermissions = 0x1ED; // 0755

    /// <summary>A volume's record; null where there is no such volume.</summary>
    /// <exception cref="RecordException">It is damaged, or of another version.</exception>
    public static VolumeRecord? TryRead(VolumeLayout layout)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(layout.RecordFile);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        VolumeRecord? record;
        try
        {
            record = JsonSerializer.Deserialize(content, VolumeJson.Default.VolumeRecord) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException exception)
        {
            throw new RecordException(layout.RecordFile, $"'{layout.RecordFile}' cannot be read: {exception.Message} It is damaged; move the volume's directory away.", exception);
        }

        return record.SchemaVersion == VolumeRecord.CurrentSchemaVersion
            ? record
            : throw new RecordException(layout.RecordFile, $"'{layout.RecordFile}' has schema version {record.SchemaVersion}, and this library knows {VolumeRecord.CurrentSchemaVersion}. Use the version of the library that wrote it.");
    }

    public static void Write(VolumeLayout layout, VolumeRecord record) =>
        DurableFile.Write(layout.NewRecordFile, layout.RecordFile, JsonSerializer.SerializeToUtf8Bytes(record, VolumeJson.Default.VolumeRecord));

    /// <summary>Prepares a volume under another name, with an empty directory for its content.</summary>
    public static void Prepare(VolumeLayout layout, VolumeRecord record)
    {
        Sweep(layout);
        PrivateDirectory.Create(layout.New.Directory);
        PrivateDirectory.Create(layout.New.Data);
        using (var data = Descriptor.OpenDirectory(layout.New.Data))
        {
            FileMetadata.SetPermissions(data, DataPermissions);
        }

        Write(layout.New, record);
    }

    /// <summary>Gives what was prepared its name.</summary>
    public static void Publish(VolumeLayout layout) => DurableFile.Rename(layout.New.Directory, layout.Directory);

    /// <summary>Removes a volume; what is mounted in it is an error.</summary>
    public static void Delete(VolumeLayout layout)
    {
        Sweep(layout);
        DurableFile.Rename(layout.Directory, layout.Gone);
        FileTree.Delete(layout.Gone);
    }

    /// <summary>Whether there is anything of a volume, whole or not.</summary>
    public static bool HasAny(VolumeLayout layout) => Directory.Exists(layout.Directory) || Directory.Exists(layout.New.Directory) || Directory.Exists(layout.Gone);

    /// <summary>Removes what a process has left that died while it made or removed a volume of this name.</summary>
    public static void Sweep(VolumeLayout layout)
    {
        FileTree.Delete(layout.New.Directory);
        FileTree.Delete(layout.Gone);
    }
}
