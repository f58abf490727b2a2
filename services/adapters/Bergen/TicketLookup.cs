using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Looks for pick tickets at the warehouse.</summary>
internal sealed class TicketLookup(RexClient rex, BergenLog log)
{
    /// <summary>As <see cref="IWarehouse.FindAsync"/>.</summary>
    public async Task<Submission?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(reference, cancellationToken);
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            // Refused is the question and not the delivery: how that stands is not known.
            throw Unclear(reference, e.Message, e);
        }
    }

    private async Task<Submission?> LookAsync(string reference, CancellationToken cancellationToken)
    {
        // The queue is asked first: what leaves it between the two questions is then found by the second.
        var import = ImportStatus.Read(
            await rex.AskAsync(
                RexOperation.AddTicketStatus,
                cancellationToken,
                SoapEnvelope.Argument("pickTicketNumber", reference)
            )
        );
        if (import.State == ImportState.Waiting)
        {
            return new Submission.Pending();
        }

        var numbers = await NumbersAsync(reference, cancellationToken);
        if (numbers.Count > 0)
        {
            // Also where the queue remembers a refusal: that was an earlier try.
            return new Submission.Accepted(await ChooseAsync(reference, numbers, cancellationToken));
        }

        return import.State switch
        {
            ImportState.NotKnown => null,
            ImportState.Refused => new Submission.Refused(import.Reason),
            // Imported, and its number is not to be seen yet.
            ImportState.Imported => new Submission.Pending(),
            _ => throw Unclear(reference, import.Reason),
        };
    }

    /// <summary>The numbers of the tickets that are the delivery with this reference.</summary>
    public async Task<IReadOnlyList<string>> NumbersAsync(string reference, CancellationToken cancellationToken) =>
        TicketNumbers.Read(
            await rex.ReadAsync(
                RexOperation.TicketsByOrderNumber,
                cancellationToken,
                SoapEnvelope.Argument("orderNumber", reference)
            ),
            reference
        );

    public async Task<bool> IsCanceledAsync(string number, CancellationToken cancellationToken) =>
        await TicketAsync(number, cancellationToken) is { } ticket
        && TicketStatuses.KindOf(ticket.Text("ShipmentStatus")) == ProgressKind.Canceled;

    /// <summary>The whole ticket; null where there is none.</summary>
    public async Task<XElement?> TicketAsync(string number, CancellationToken cancellationToken)
    {
        var result = await rex.ReadAsync(
            RexOperation.Ticket,
            cancellationToken,
            SoapEnvelope.Argument("ptbarcode", number)
        );
        return result.Child("PickTicket") is { HasElements: true } ticket ? ticket : null;
    }

    /// <summary>One ticket is the rule. Where a double went out it is too late to prevent it, but not to say so.</summary>
    private async Task<string> ChooseAsync(
        string reference,
        IReadOnlyList<string> numbers,
        CancellationToken cancellationToken
    )
    {
        if (numbers.Count == 1)
        {
            return numbers[0];
        }

        var standing = new List<string>();
        foreach (var number in numbers)
        {
            if (!await IsCanceledAsync(number, cancellationToken))
            {
                standing.Add(number);
            }
        }

        if (standing.Count > 1)
        {
            log.BergenDeliveryDoubled(reference, standing);
        }

        return standing.Count > 0 ? standing[0] : numbers[0];
    }

    private static ConnectionProblemException Unclear(string reference, string why, Exception? innerException = null) =>
        new(ConnectionProblem.Unclear, $"Bergen does not say clearly how {reference} stands. {why}", innerException);
}
