using Crossdock.Adapters;

namespace Crossdock.Platform.Connections;

/// <summary>Why a connection cannot be read now. Pure.</summary>
public static class Unreadable
{
    /// <returns>A sentence; null if it can be read.</returns>
    public static string? Reason<TSystem>(Connection<TSystem>? connection, string name)
        where TSystem : IExternalSystem =>
        connection switch
        {
            null => $"There is no connection {name}.",
            { IsDisabled: true } => $"{name} is disabled.",
            { Circuit: { OpenUntil: not null, Reason: { } reason } } => $"{name} is not reached: {reason}",
            _ => null,
        };
}
