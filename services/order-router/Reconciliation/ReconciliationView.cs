using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using Crossdock.Platform.Api;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>What to reconcile.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReconcileBody
{
    [Description("Compares what changed at or after this moment; at most 92 days back.")]
    public required DateTimeOffset From { get; init; }

    [Description("And not after this one; left out: up to now.")]
    public DateTimeOffset? To { get; init; }

    [Description("The cart and warehouse connections to compare; left out: all that a route names.")]
    public IReadOnlyList<string>? Connections { get; init; }
}

/// <summary>A reconciliation in API responses.</summary>
public sealed record ReconciliationView
{
    public required Guid Id { get; init; }

    [Description("requested, reading, comparing or done.")]
    public required string State { get; init; }

    [Description("What came of it, in a sentence.")]
    public required string Summary { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }

    [Description("Who asked for it; null if it is a scheduled one.")]
    public string? RequestedBy { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    [Description("How many orders agree.")]
    public int Agree { get; init; }

    [Description("How many differ, and have to be acted on.")]
    public int Differ { get; init; }

    [Description("How many differed, and were mended by reading them.")]
    public int Mended { get; init; }

    [Description("How many changed so recently that they are still moving.")]
    public int Moving { get; init; }

    [Description("Deliveries at the warehouses that are not the hub's.")]
    public int Foreign { get; init; }

    [Description("The connections that were read to the end.")]
    public IReadOnlyList<string> Compared { get; init; } = [];

    [Description("Those that were not, and why.")]
    public IReadOnlyList<NotCompared> NotCompared { get; init; } = [];

    [Description("A page of the differences; null in a list of reconciliations.")]
    public Page<DifferenceView>? Differences { get; init; }

    public static ReconciliationView Of(ReconciliationDocument document, Page<DifferenceView>? differences = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        NotCompared[] failed =
        [
            .. document
                .Parts.Where(part => part.Failure is not null)
                .Select(part => new NotCompared(part.Connection, part.Failure!)),
        ];
        return new()
        {
            Id = Guid.Parse(document.Id),
            State = JsonNamingPolicy(document.State),
            Summary = SummaryOf(document, failed.Length),
            From = document.From,
            To = document.To,
            RequestedAt = document.RequestedAt,
            RequestedBy = document.RequestedBy,
            CompletedAt = document.CompletedAt,
            Agree = document.Agree,
            Differ = document.Differ,
            Mended = document.Mended,
            Moving = document.Moving,
            Foreign = document.Foreign,
            Compared =
            [
                .. document
                    .Parts.Where(part => part.Failure is null && part.IsComplete())
                    .Select(part => part.Connection),
            ],
            NotCompared = failed,
            Differences = differences,
        };
    }

    private static string JsonNamingPolicy(ReconciliationState state) =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName($"{state}");

    private static string SummaryOf(ReconciliationDocument document, int failed)
    {
        if (document.State != ReconciliationState.Done)
        {
            return "It is not done yet.";
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{document.Agree:N0} orders agree");
        text += document.Differ > 0 ? string.Create(CultureInfo.InvariantCulture, $", {document.Differ} differ") : "";
        text +=
            document.Mended > 0 ? string.Create(CultureInfo.InvariantCulture, $", {document.Mended} were mended") : "";
        return failed > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{text}; {failed} connections could not be compared.")
            : $"{text}.";
    }
}

/// <summary>A connection that could not be compared.</summary>
public sealed record NotCompared(string Connection, string Reason);

/// <summary>A difference in API responses.</summary>
/// <param name="Kind">Stable, for clients.</param>
/// <param name="OrderId">The order's id here.</param>
/// <param name="OrderNumber">Its number in the cart.</param>
/// <param name="Merchant">Whose order it is.</param>
/// <param name="Connection">At which the difference was found.</param>
/// <param name="Text">The difference, in a sentence.</param>
/// <param name="Action">What mends it.</param>
/// <param name="IsMended">True if reading has mended it.</param>
/// <param name="Since">Since which reconciliation it is known.</param>
public sealed record DifferenceView(
    string Kind,
    Guid OrderId,
    string OrderNumber,
    string Merchant,
    string Connection,
    string Text,
    string Action,
    bool IsMended,
    DateTimeOffset Since
)
{
    public static DifferenceView Of(DifferenceDocument found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var (kind, text, action, isMended) = found.Difference;
        return new(
            kind,
            found.OrderId,
            found.OrderNumber,
            found.Merchant,
            found.Connection,
            text,
            action,
            isMended,
            found.Since
        );
    }
}
