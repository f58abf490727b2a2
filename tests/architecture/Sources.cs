using Crossdock.TestSupport;

namespace Crossdock.Architecture.Tests;

/// <summary>The files that people write: without what a build leaves behind.</summary>
internal static class Sources
{
    private static readonly string[] Built = ["bin", "obj", "node_modules", "__pycache__", "TestResults"];

    /// <summary>The C# files below a folder.</summary>
    public static IEnumerable<string> In(string folder) =>
        All(folder).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>All files below a folder.</summary>
    public static IEnumerable<string> All(string folder)
    {
        var here = new DirectoryInfo(Path.Combine(Repository.Root, folder));
        return here.EnumerateFiles()
            .Select(file => file.FullName)
            .Concat(
                here.EnumerateDirectories()
                    .Where(child => !Built.Contains(child.Name))
                    .SelectMany(child => All(child.FullName))
            );
    }

    /// <summary>The names of the folders within a folder.</summary>
    public static IEnumerable<string> FoldersIn(string folder) =>
        new DirectoryInfo(Path.Combine(Repository.Root, folder)).EnumerateDirectories().Select(child => child.Name);

    /// <summary>The project files below a folder, as addresses from the root.</summary>
    public static IEnumerable<string> Projects(string folder) =>
        All(folder).Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Relative);

    /// <summary>The address of a file from the root.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
}
