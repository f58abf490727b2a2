using System.Reflection;

namespace Crossdock.Conformance.Mutants;

/// <summary>Runs one spec of a kit against an adapter that is broken in one way.</summary>
internal static class Mutant
{
    /// <summary>Why the spec fails; null where it lets the mutant pass.</summary>
    public static async Task<Exception?> FailureAsync<TConformance>(string spec, object? argument)
        where TConformance : IAsyncLifetime, new()
    {
        await using var conformance = new TConformance();
        await conformance.InitializeAsync();
        var method =
            typeof(TConformance).GetMethod(spec)
            ?? throw new ArgumentException($"The kit has no {spec}.", nameof(spec));
        object?[] arguments = argument is null ? [] : [argument];
        return await Record.ExceptionAsync(() =>
            (Task)method.Invoke(conformance, BindingFlags.DoNotWrapExceptions, null, arguments, null)!
        );
    }
}
