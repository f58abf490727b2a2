using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.Bergen;

/// <summary>What happens to announced goods, one step at a time. Runs inside a change of the ledger.</summary>
internal sealed class ReceivingDock(Ledger books, SandboxPace pace)
{
    private const string Draft = "Draft";
    private const string Counting = "CountingInProgress";
    private const string Added = "AddedToInventory";

    /// <summary>The contract's nine statuses and their codes: those of Draft and AddedToInventory were recorded, the others are this sandbox's own.</summary>
    private static readonly Dictionary<string, int> Codes = new(StringComparer.Ordinal)
    {
        [Draft] = 100,
        ["PendingCSR"] = 150,
        ["PendingPrinting"] = 200,
        ["PrintedPendingCount"] = 250,
        [Counting] = 300,
        ["PendingPutaway"] = 400,
        ["PutAwayInProgress"] = 500,
        [Added] = 600,
        ["Cancelled"] = 550,
    };

    /// <summary>The way of a ticket once its import is through; nothing is damaged or missing on it.</summary>
    private static readonly string[] Stages =
    [
        Draft,
        "PendingPrinting",
        "PrintedPendingCount",
        Counting,
        "PendingPutaway",
        "PutAwayInProgress",
        Added,
    ];

    public static bool IsStatus(string status) => Codes.ContainsKey(status);

    public static int Code(string status) => Codes[status];

    /// <summary>Whether the goods are still to come.</summary>
    public static bool IsOpen(ReceivingTicket ticket) =>
        ticket.Import is not ImportState.Failed && ticket.Status is not (Added or "Cancelled");

    /// <summary>Takes the ticket's next step and says when the one after is due (in its NextStepAt).</summary>
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
        books.Receiving.Save(ticket);
    }

    private void Import(ReceivingTicket ticket)
    {
        var unknown = ticket.Items.FindIndex(item => !Knows(item.Upc));
        if (unknown < 0)
        {
            ticket.Import = ImportState.Imported;
            MoveTo(ticket, Stages[0]);
            return;
        }
        var refusal = Notification.UnknownUpc(unknown + 1);
        ticket.Import = ImportState.Failed;
        ticket.ImportCode = refusal.Code;
        ticket.ImportSeverity = refusal.Severity;
        ticket.ImportMessage = refusal.Message;
    }

    private void MoveTo(ReceivingTicket ticket, string status)
    {
        ticket.Status = status;
        ticket.StatusChangedAt = books.Now;
        if (status is Counting)
        {
            ticket.ArrivedAt = books.Now;
        }
        if (status is Added)
        {
            PutAway(ticket);
            return;
        }
        ticket.NextStepAt = books.Now.AddMilliseconds(pace.StageMilliseconds);
    }

    private void PutAway(ReceivingTicket ticket)
    {
        ticket.AddedAt = books.Now;
        var warehouse = Warehouses.Id(ticket.Warehouse);
        foreach (var item in ticket.Items)
        {
            item.Actual = item.Expected;
            var row = books.Stock.All.FirstOrDefault(one => one.Upc == item.Upc && one.WarehouseId == warehouse);
            row ??= books.Stock.Add(new StockRow { Upc = item.Upc, WarehouseId = warehouse!.Value });
            row.Actual += item.Actual;
            row.ChangedAt = books.Now;
            books.Stock.Save(row);
        }
    }

    private bool Knows(string upc) =>
        books.Products.All.Any(product => product.Upc == upc && product.ImportedAt <= books.Now);
}
