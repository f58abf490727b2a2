namespace Crossdock.Platform.Settings;

/// <summary>Folders and files that only their owner can read: for keys, and for orders with people's addresses.</summary>
public static class PrivateFolder
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates it if it is missing; an existing folder keeps its permissions.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnFile | UnixFileMode.UserExecute);
    }

    /// <summary>Creates an empty file if it is missing; an existing file is not opened and keeps its permissions.</summary>
    public static void CreateFile(string path)
    {
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = OwnFile;
        }

        try
        {
            new FileStream(path, create).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process may have been faster.
        }
    }
}
