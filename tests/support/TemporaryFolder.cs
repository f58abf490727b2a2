namespace Crossdock.TestSupport;

/// <summary>A folder of its own, gone when it is disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("crossdock-").FullName;

    /// <summary>The full path of something in it.</summary>
    public string Of(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
