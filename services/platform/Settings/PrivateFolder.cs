namespace Crossdock.Platform.Settings;

/// <summary>A folder that nobody but its owner can look into: for keys, and for orders with people's addresses.</summary>
public static class PrivateFolder
{
    /// <summary>Makes it where it is missing; one that is there keeps the permissions that somebody gave it.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
