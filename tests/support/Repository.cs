namespace Crossdock.TestSupport;

/// <summary>Where the tests run: the clone, and which build of it.</summary>
public static class Repository
{
    /// <summary>The clone's root folder.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>For example <c>Debug</c>: programs are taken from the build that the tests are from.</summary>
    public static string Configuration { get; } = OutputFolder(1);

    /// <summary>For example <c>net10.0</c>.</summary>
    public static string Framework { get; } = OutputFolder(0);

    private static string FindRoot(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The tests run outside of their clone.")
        : File.Exists(Path.Combine(folder.FullName, "Microservices.sln")) ? folder.FullName
        : FindRoot(folder.Parent);

    private static string OutputFolder(int fromTheEnd) =>
        AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[
            ^(fromTheEnd + 1)
        ];
}
