using Crossdock.Platform.Settings;

namespace Crossdock.AllInOne;

/// <summary>Where everything is kept: the folder that was asked for, or a temporary one that goes when the program ends.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly bool temporary;

    private DataFolder(string path, bool temporary)
    {
        (Path, this.temporary) = (path, temporary);
        try
        {
            PrivateFolder.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The folder {path} cannot be made ({e.Message}): name another one with --data.");
        }
    }

    public string Path { get; }

    public static DataFolder For(Options options) =>
        options switch
        {
            { Data: { } folder } => new DataFolder(System.IO.Path.GetFullPath(folder), temporary: false),
            { Once: true } => new DataFolder(Directory.CreateTempSubdirectory("crossdock-").FullName, temporary: true),
            _ => new DataFolder(System.IO.Path.GetFullPath("data"), temporary: false),
        };

    public void Dispose()
    {
        if (temporary)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
