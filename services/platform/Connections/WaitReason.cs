using Crossdock.Adapters;
using Crossdock.Platform.Work;

namespace Crossdock.Platform.Connections;

/// <summary>What a work document waits for, in a sentence for the person on call.</summary>
public static class WaitReason
{
    /// <returns>Null where nothing is to be done about it here.</returns>
    public static string? Of<TSystem>(WorkDocument document, ConnectionSet<TSystem> connections, DateTimeOffset now)
        where TSystem : IExternalSystem
    {
        if (document.DueAt is not { } due)
        {
            return null;
        }

        var name = document.Connection;
        var since = $"Waits since {document.WaitingSince ?? due:u}: ";
        return connections.Find(name) switch
        {
            null when connections.Unusable.GetValueOrDefault(name) is { } reason =>
                $"{since}{name} is unusable. {reason}",
            null => $"{since}there is no connection {name} here. Create it.",
            { IsDisabled: true } => $"{since}{name} is disabled. Enable it.",
            { Circuit: { OpenUntil: { } until } circuit } =>
                $"{since}{name} fails, and is tried again at {until:u}. {circuit.Reason}",
            _ when document.LastError is { } error => $"{since}it failed, and is tried again at {due:u}. {error}",
            _ when document.Leased && due > now => "Is worked on now.",
            _ when due > now => $"Is looked at again at {due:u}.",
            _ => $"{since}its turn comes.",
        };
    }
}
