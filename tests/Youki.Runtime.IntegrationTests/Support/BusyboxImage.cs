using Youki.Runtime.TestImages;

namespace Youki.Runtime.IntegrationTests.Support;

/// <summary>A directory image with busybox and all that scripts in tests call; shared by all tests and never changed.</summary>
internal static class BusyboxImage
{
    private static readonly Lazy<string> Path = new(Make);

    /// <summary>The image's reference.</summary>
    public static string Reference => $"dir:{Path.Value}";

    /// <summary>The directory, to be a layer of other images.</summary>
    public static string Directory => Path.Value;

    /// <summary>Makes such an image of one's own at a path, to change it.</summary>
    public static string MakeAt(string root)
    {
        foreach (var directory in Busybox.Directories)
        {
            System.IO.Directory.CreateDirectory(System.IO.Path.Combine(root, directory));
        }

        File.Copy(Busybox.HostPath, $"{root}/bin/busybox");
        foreach (var applet in Busybox.Applets)
        {
            File.CreateSymbolicLink($"{root}/bin/{applet}", "busybox");
        }

        File.WriteAllText($"{root}/etc/passwd", Busybox.Passwd);
        File.WriteAllText($"{root}/etc/group", Busybox.Group);
        File.WriteAllText($"{root}/bin/not-executable", "#!/bin/sh\n");
        File.SetUnixFileMode($"{root}/bin/not-executable", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return $"dir:{root}";
    }

    private static string Make()
    {
        var root = System.IO.Directory.CreateTempSubdirectory("youki-runtime-image-").FullName;
        File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(root, recursive: true);
        MakeAt(root);
        return root;
    }
}
