using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Moves announced goods through the warehouse, one step at a time. Runs inside a change of the database.</summary>
internal sealed class ReceivingSimulator(SandboxDatabase database, SandboxPace pace)
{
    private const string Draft = "Draft";
    private const string Counting = "CountingInProgress";
    private const string Added = "AddedToInventory";

    /// <summary>The contract's statuses with their codes: 100 and 600 were recorded, the others are this sandbox's own.</summary>
    private static readonly Dictionary<string, int> Codes = new(StringComparer.Ordinal)
    {
        [Draft] = 100,
        ["PendingCSR"] = 150,
        ["PendingPrinting"] = 200,
        ["PrintedPendingCount"] = 250,
        [Counting] = 300,
        ["PendingPutaway"] = 400,
        ["PutAwayInProgress"] = 500,
        ["Cancelled"] = 550,
        [Added] = 600,
    };

    /// <summary>The statuses of a ticket after its import; nothing is damaged or missing.</summary>
    private static readonly string[] Stages =
    [
        .. Codes.OrderBy(one => one.Value).Select(one => one.Key).Except(["PendingCSR", "Cancelled"]),
    ];

    public static bool IsStatus(string status) => Codes.ContainsKey(status);

    public static int Code(string status) => Codes[status];

    /// <summary>True while the goods are still expected.</summary>
    public static bool IsOpen(ReceivingTicket ticket) =>
        ticket.Import is not ImportState.Failed && ticket.Status is not (Added or "Cancelled");

    /// <summary>Runs the ticket's next step and sets when the one after is due.</summary>
    public void Step(ReceivingTicket ticket)
    {
        ticket.NextStepAt = null;
        if (ticket.Import is ImportState.Pending)
        {
            Import(ticket);
        }
        else
        {
            MoveTo(ticket, Stages[Array.IndexOf(Stages, ticket.Status) + 1]);
        }

        database.Receiving.Save(ticket);
    }

    private void Import(ReceivingTicket ticket)
    {
        var unknown = ticket.Items.FindIndex(item => !database.KnowsProduct(item.Upc));
        if (unknown >= 0)
        {
            ticket.Refuse(Notifications.UnknownUpc(unknown + 1));
            return;
        }

        ticket.Import = ImportState.Imported;
        MoveTo(ticket, Draft);
    }

    private void MoveTo(ReceivingTicket ticket, string status)
    {
        ticket.Status = status;
        ticket.StatusChangedAt = database.Now;
        if (status is Counting)
        {
            ticket.ArrivedAt = database.Now;
        }

        if (status is Added)
        {
            PutAway(ticket);
            return;
        }

        ticket.NextStepAt = database.Now.AddMilliseconds(pace.StageMilliseconds);
    }

    private void PutAway(ReceivingTicket ticket)
    {
        ticket.AddedAt = database.Now;
        var warehouse = Warehouses.Id(ticket.Warehouse)!.Value;
        foreach (var item in ticket.Items)
        {
            item.Actual = item.Expected;
            var row =
                database.StockOf(item.Upc, warehouse)
                ?? database.Stock.Add(new StockRow { Upc = item.Upc, WarehouseId = warehouse });
            database.ChangeStock(row, row.Actual + item.Actual);
        }
    }
}
