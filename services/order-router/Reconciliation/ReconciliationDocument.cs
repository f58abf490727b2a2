using Crossdock.Contracts;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>What is done next about a reconciliation.</summary>
public enum ReconciliationState
{
    /// <summary>The adapters are to be asked for their lists.</summary>
    Requested,

    /// <summary>The adapters read.</summary>
    Reading,

    /// <summary>Every list is complete, or failed.</summary>
    Comparing,
    Done,
}

/// <summary>One comparison of what the carts have, the hub has, and the warehouses have. It is the outbox of what is still to do about it.</summary>
public sealed class ReconciliationDocument : Document
{
    /// <summary>Those of which something is to be done.</summary>
    public static Index<ReconciliationDocument> ByDue { get; } = new(r => r.DueAt, r => r.Id);

    public static Index<ReconciliationDocument> ByTime { get; } = new(r => r.RequestedAt, r => r.Id);

    public static CollectionDefinition<ReconciliationDocument> Collection { get; } =
        new("reconciliations", ByDue, ByTime);

    public ReconciliationState State { get; set; }

    /// <summary>When something is to be done; null once it is done.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset RequestedAt { get; set; }

    /// <summary>The name of the API key of the person; null if it is a scheduled one.</summary>
    public string? RequestedBy { get; set; }
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }

    /// <summary>The connections that are compared.</summary>
    public List<ReconciliationPart> Parts { get; set; } = [];
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>How many orders agree.</summary>
    public int Agree { get; set; }

    /// <summary>How many differ, and have to be acted on.</summary>
    public int Differ { get; set; }

    /// <summary>How many differed, and do no longer since they were read.</summary>
    public int Mended { get; set; }

    /// <summary>How many are still moving.</summary>
    public int Moving { get; set; }

    /// <summary>Deliveries at the warehouses that are not the hub's.</summary>
    public int Foreign { get; set; }

    /// <summary>What it reported to the list of exceptions.</summary>
    public List<ExceptionCause> Raised { get; set; } = [];
}

/// <summary>One connection of a reconciliation.</summary>
public sealed class ReconciliationPart
{
    public required string Connection { get; set; }
    public bool IsWarehouse { get; set; }

    /// <summary>The pages that came.</summary>
    public List<int> Pages { get; set; } = [];

    /// <summary>How many there are; null before the last one came.</summary>
    public int? Expected { get; set; }

    /// <summary>Why it could not be read; null if it could.</summary>
    public string? Failure { get; set; }

    /// <summary>True once every page came, or it failed.</summary>
    public bool IsComplete() => Failure is not null || (Expected is { } count && Pages.Distinct().Count() >= count);
}
