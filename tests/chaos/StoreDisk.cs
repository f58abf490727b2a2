using Crossdock.TestSupport;
using Microsoft.Data.Sqlite;

namespace Crossdock.Chaos;

/// <summary>
/// What the services keep their stores on: a small file system of its own in memory, which can be full. Only root may mount one; for others
/// it is an ordinary folder, and the disk is never full.
/// </summary>
internal sealed class StoreDisk(string folder) : IAsyncDisposable
{
    private const int BlockSize = 4096;

    /// <summary>True if it can be full without disturbing anybody else.</summary>
    public bool IsOwn { get; private set; }

    /// <param name="megabytes">How much it holds.</param>
    public async Task MountAsync(int megabytes)
    {
        Directory.CreateDirectory(folder);
        IsOwn =
            OperatingSystem.IsLinux()
            && Environment.IsPrivilegedProcess
            && await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=700", "tmpfs", folder) == 0;
        Console.WriteLine(
            IsOwn
                ? "The stores are on a disk of their own."
                : "The stores are on a shared disk, which is never full: only root may mount one."
        );
    }

    /// <summary>Holds the lock of a service's store until it is disposed, as a backup or a person with a shell does.</summary>
    public IDisposable Lock(string service)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(folder, $"{service}.db"),
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = 60,
            }.ToString()
        );
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        begin.ExecuteNonQuery();
        // Closing it rolls back.
        return connection;
    }

    /// <summary>Takes all free space until it is disposed.</summary>
    public IDisposable Fill()
    {
        var file = new FileStream(
            Path.Combine(folder, "filling"),
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
                BufferSize = 0,
            }
        );
        try
        {
            while (true)
            {
                file.Write(new byte[BlockSize]);
            }
        }
        catch (IOException)
        {
            // Now it is full.
        }

        return file;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsOwn)
        {
            await RunAsync("umount", "--lazy", folder);
        }
    }

    private static async Task<int> RunAsync(string program, params string[] words)
    {
        await using var child = ChildProcess.Start(program, words, []);
        return await child.EndedAsync();
    }
}
