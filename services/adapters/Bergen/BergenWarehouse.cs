using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Crossdock.Contracts;

namespace Crossdock.Adapters.Bergen;

/// <summary>Bergen Logistics as a warehouse: a delivery is a pick ticket there.</summary>
internal sealed class BergenWarehouse(RexClient rex, BergenSettings settings, TimeProvider clock, BergenLog log)
    : IWarehouse
{
    /// <summary>An inventory in more batches than this is a broken answer.</summary>
    private const int MaxBatches = 10_000;

    private readonly BergenTime time = new(settings.Zone);
    private readonly TicketLookup lookup = new(rex, log);

    public async Task<string> TestAsync(CancellationToken cancellationToken)
    {
        await rex.SignInAsync(cancellationToken);
        // Harmless and small: no order has this number, and how the service says so does not matter here.
        await rex.AskAsync(
            RexOperation.TicketsByOrderNumber,
            cancellationToken,
            SoapEnvelope.Argument("orderNumber", "CROSSDOCK-TEST")
        );
        return $"Signed in to Bergen Logistics at {settings.Address.Host} for {settings.AccountWebAddress}, and it answers.";
    }

    public async Task<Submission> SubmitAsync(DeliverOrder delivery, CancellationToken cancellationToken)
    {
        var (ticket, reason, note) = PickTicketRequest.Write(delivery, settings.Ticket, time);
        if (ticket is null)
        {
            return new Submission.Refused(reason!);
        }

        if (note is not null)
        {
            log.BergenTextReplaced(delivery.Reference, note);
        }

        XElement result;
        try
        {
            result = await rex.AskAsync(RexOperation.AddTicket, cancellationToken, ticket);
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            return new Submission.Refused(e.Message);
        }

        if (result.Child("Notifications") is null)
        {
            throw AnswerProblems.Lost(RexOperation.AddTicket, "answered without a word");
        }

        var notifications = Notification.Read(result);
        List<Notification> complaints =
        [
            .. notifications.Where(one => one is { Failed: true, IsPendingImport: false }),
        ];
        if (complaints.Count == 0)
        {
            return new Submission.Pending { Note = note }; // Success means that it is in the import queue, no more.
        }

        var why = NotificationSentences.Of(complaints, delivery);
        // Where one of several says that it was saved, the others do not say that it was not.
        return notifications.Count == complaints.Count && complaints.TrueForAll(one => one.IsOfContent)
            ? new Submission.Refused(why)
            : await RefusedUnlessThereAsync(delivery.Reference, why, cancellationToken);
    }

    public Task<Submission?> FindAsync(string reference, CancellationToken cancellationToken) =>
        lookup.FindAsync(reference, cancellationToken);

    public async Task<Cancellation> CancelAsync(string warehouseNumber, CancellationToken cancellationToken)
    {
        var result = await rex.AskAsync(
            RexOperation.CancelTicket,
            cancellationToken,
            SoapEnvelope.Argument("PickTicketId", warehouseNumber)
        );
        var notifications = Notification.Read(result);
        List<Notification> complaints = [.. notifications.Where(one => one.Failed)];
        if (complaints.Count == 0)
        {
            return new Cancellation.Done();
        }

        // Recorded: an unknown ticket "can not be cancelled" either. Where another notification says that it was cancelled, the ticket tells.
        if (complaints.Exists(one => one.SaysNotThere) && !notifications.Any(one => one.Succeeded))
        {
            return new Cancellation.NotThere();
        }

        // What is cancelled already "can not be cancelled" either.
        return await lookup.IsCanceledAsync(warehouseNumber, cancellationToken)
            ? new Cancellation.Done()
            : new Cancellation.TooLate(NotificationSentences.Of(complaints));
    }

    public async IAsyncEnumerable<IReadOnlyList<DeliveryProgress>> ProgressSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Which date StatusesByDate goes by is not known [?]: it is taken for the day of the last change. Should it be another one, its
        // twin GetPickTicketStatusesByShipDate has the same arguments and rows.
        // Whole days, one at a time, each with the next: whether the end counts, and whether HH:MI has twelve hours or twenty-four,
        // is not known [?], and so nothing depends on it.
        foreach (var day in time.Days(since, clock.GetUtcNow()))
        {
            var result = await rex.ReadAsync(
                RexOperation.StatusesByDate,
                cancellationToken,
                SoapEnvelope.Argument("StartDate", BergenTime.Day(day)),
                SoapEnvelope.Argument("EndDate", BergenTime.Day(day.AddDays(1)))
            );
            yield return ProgressRows.Read(result, log);
        }
    }

    public async Task<IReadOnlyList<Parcel>> ParcelsAsync(string warehouseNumber, CancellationToken cancellationToken)
    {
        var ticket =
            await lookup.TicketAsync(warehouseNumber, cancellationToken)
            ?? throw new ConnectionProblemException(
                ConnectionProblem.Refused,
                $"Bergen does not know the pick ticket {warehouseNumber}."
            );
        var (parcels, heldBack) = TicketParcels.Read(ticket, time, clock.GetUtcNow());
        if (heldBack > 0)
        {
            log.BergenParcelsHeldBack(warehouseNumber, heldBack);
        }

        return parcels;
    }

    public async IAsyncEnumerable<IReadOnlyList<StockReading>> InventorySinceAsync(
        DateTimeOffset? since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var readAt = clock.GetUtcNow();
        var operation = since is null ? RexOperation.Inventory : RexOperation.InventorySince;
        var total = 1;
        for (var batch = 1; batch <= total; batch++) // Counted from 1, as items are [?].
        {
            var number = SoapEnvelope.Argument("batchNumber", batch.ToString(CultureInfo.InvariantCulture));
            var result = await rex.ReadAsync(
                operation,
                cancellationToken,
                since is { } moment ? [SoapEnvelope.Argument("fromDateTime", time.From(moment)), number] : [number]
            );
            total = (int)decimal.Clamp(result.Number("TotalNumberOfBatches") ?? 0, 0, MaxBatches + 1);
            if (total > MaxBatches)
            {
                throw AnswerProblems.Lost(operation, "counted impossibly many batches");
            }

            yield return StockRows.Read(result, readAt, log);
        }
    }

    /// <summary>
    /// "Refused" says that the warehouse does not have it. It may have it all the same: what it takes for a double was an answer
    /// lost earlier, and how it words that is not known [?].
    /// </summary>
    private async Task<Submission> RefusedUnlessThereAsync(
        string reference,
        string reason,
        CancellationToken cancellationToken
    )
    {
        Submission? found;
        try
        {
            found = await lookup.FindAsync(reference, cancellationToken);
        }
        catch (ConnectionProblemException e)
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Unclear,
                $"{reason} Whether Bergen has {reference} from an earlier try could not be read.",
                e
            );
        }

        if (found is null or Submission.Refused)
        {
            return new Submission.Refused(reason);
        }

        log.BergenRefusedButThere(reference, reason);
        return found;
    }
}
