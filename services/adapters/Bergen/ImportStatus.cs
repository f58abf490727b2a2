using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>How the import of a staged ticket stands.</summary>
internal enum ImportState
{
    /// <summary>The queue knows nothing of it.</summary>
    NotKnown,
    Waiting,
    Imported,
    Refused,

    /// <summary>Something is said that we do not understand.</summary>
    Unreadable,
}

/// <summary>
/// Reads GetPickTicketAddStatus. Its wording is not known [?]; of its sister for products these are: PendingImport (87), Success,
/// UpcCodeError, Error. They are looked for in the notifications and in <c>PickTicketStatus</c> alike.
/// </summary>
internal sealed record ImportStatus(ImportState State, string Reason)
{
    public static ImportStatus Read(XElement result)
    {
        List<Notification> said = [.. Notification.Read(result)];
        if (result.Child("PickTicketStatus") is { } status)
        {
            if (TicketStatuses.KindOf(status.Text("Status")) is not null)
            {
                return new(ImportState.Imported, ""); // Already a ticket like any other.
            }

            List<Notification> staged = [.. Staged(status)];
            if (staged.Count > 0)
            {
                // Beside it, a success says only that the question was understood.
                said.RemoveAll(one => one.Succeeded);
            }

            said.AddRange(staged);
        }

        // Two remarks may come from two tries under one number: a waiting one outweighs an older refusal.
        if (said.Exists(one => one.IsPendingImport || Says(one, "pending", "waiting", "staged")))
        {
            return new(ImportState.Waiting, "");
        }

        // All of them count: a refusal beside "does not exist" is its reason, and beside a success nobody can tell which is meant.
        List<Notification> refusals = [.. said.Where(one => IsRefusal(one) && !one.SaysNotThere)];
        var isImported = said.Exists(one => Says(one, "success", "imported", "complete"));
        return (refusals.Count > 0, isImported, said.Exists(one => one.SaysNotThere)) switch
        {
            (true, false, _) => new(ImportState.Refused, NotificationSentences.Of(refusals)),
            (false, true, false) => new(ImportState.Imported, ""),
            (false, false, true) => new(ImportState.NotKnown, ""),
            _ => said.Count == 0
                ? new(ImportState.NotKnown, "")
                : new(ImportState.Unreadable, NotificationSentences.Of(said)),
        };
    }

    private static IEnumerable<Notification> Staged(XElement status)
    {
        var code = status.Number("StatusCode") ?? 0;
        var word = status.Text("Status") ?? "";
        var details = status.Text("StatusDetails") ?? "";
        if (code != 0 || word.Length > 0 || details.Length > 0)
        {
            yield return new((int)decimal.Clamp(code, int.MinValue, int.MaxValue), word, details);
        }
    }

    private static bool IsRefusal(Notification one) => Says(one, "error", "fail", "reject", "invalid", "refused");

    private static bool Says(Notification one, params string[] words) =>
        words.Any(word => one.Severity.Contains(word, StringComparison.OrdinalIgnoreCase));
}
