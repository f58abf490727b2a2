using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Crossdock.Contracts;

namespace Crossdock.Adapters.FileDrop;

/// <summary>A folder as a warehouse: an order file that lies there is to be shipped. Its own number of a delivery is our reference.</summary>
internal sealed class FileDropWarehouse(string path, DropFolder folder, TimeProvider time) : IWarehouse
{
    private const int MaxPerPage = 100;
    private readonly FileNews news = new();

    public async Task<string> TestAsync(CancellationToken cancellationToken)
    {
        await folder.TestAsync(cancellationToken);
        return $"Orders can be written to {path}";
    }

    public async Task<Submission> SubmitAsync(DeliverOrder delivery, CancellationToken cancellationToken)
    {
        var number = DropFolder.NameOf(delivery.Reference);
        await folder.WriteAsync(
            AnswerFiles.OrderOf(number),
            JsonSerializer.Serialize(delivery, AnswerJson.Default.DeliverOrder),
            cancellationToken
        );
        // The refusal was of an earlier try. While it lies there the order is not shipped, so it goes last.
        if (folder.FindAnyCase(AnswerFiles.RefusalOf(number)) is { } refusal)
        {
            folder.Delete(refusal.Name);
        }

        return new Submission.Accepted(number);
    }

    public async Task<Submission?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var number = DropFolder.NameOf(reference);
        if (folder.FindAnyCase(AnswerFiles.RefusalOf(number)) is { } refusal)
        {
            var reason = await folder.ReadAsync(refusal, cancellationToken);
            return new Submission.Refused(AnswerFiles.Reason(reason?.Text));
        }

        return OrderFile(number) is null ? null : new Submission.Accepted(number);
    }

    public Task<Cancellation> CancelAsync(string warehouseNumber, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var number = DropFolder.NameOf(warehouseNumber);
        var parcels = ShipmentFiles(number).Count;
        return Task.FromResult<Cancellation>(
            parcels > 0
                ? new Cancellation.TooLate(
                    string.Create(CultureInfo.InvariantCulture, $"{parcels} parcels of {number} have left already")
                )
            : folder.Rename(AnswerFiles.OrderOf(number), AnswerFiles.CancellationOf(number))
            || OrderFile(number) is not null
                ? new Cancellation.Done()
            : new Cancellation.NotThere()
        );
    }

    public async IAsyncEnumerable<IReadOnlyList<DeliveryProgress>> ProgressSinceAsync(
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answers = folder
            .Files("", $"*{AnswerFiles.Shipments}", $"*{AnswerFiles.Refusal}", $"*{AnswerFiles.Cancellation}")
            .Where(file => news.IsNews(file, since))
            .GroupBy(file => AnswerFiles.NumberIn(file.Name), StringComparer.Ordinal);
        foreach (var page in answers.Chunk(MaxPerPage))
        {
            var moved = new List<DeliveryProgress>();
            foreach (var number in page.Select(files => files.Key))
            {
                if (await ProgressOfAsync(number, cancellationToken) is { } progress)
                {
                    moved.Add(progress);
                }
            }

            yield return moved;
            foreach (var file in page.SelectMany(files => files))
            {
                news.Seen(file);
            }
        }

        folder.ReportSkipped("answer files", name => !IsStock(name));
    }

    public async Task<IReadOnlyList<Parcel>> ParcelsAsync(string warehouseNumber, CancellationToken cancellationToken)
    {
        var number = DropFolder.NameOf(warehouseNumber);
        var order =
            await OrderAsync(number, cancellationToken)
            ?? throw new ConnectionProblemException(ConnectionProblem.Refused, $"There is no order {number} in {path}");
        return await ParcelsAsync(number, order, cancellationToken);
    }

    public async IAsyncEnumerable<IReadOnlyList<StockReading>> InventorySinceAsync(
        DateTimeOffset? since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (
            folder.FindAnyCase(AnswerFiles.Stock) is not { } file
            || (since is { } moment && !news.IsNews(file, moment))
            || await folder.ReadAsync(file, cancellationToken) is not { } text
        )
        {
            folder.ReportSkipped("stock files", IsStock);
            yield break;
        }

        var readings = Stock(file, text);
        folder.ReportSkipped("stock files", IsStock);
        foreach (var page in readings.Chunk(MaxPerPage))
        {
            yield return page;
        }

        news.Seen(file);
    }

    private List<StockReading> Stock(FileInfo file, DropText text)
    {
        var (written, now) = (new DateTimeOffset(file.LastWriteTimeUtc), time.GetUtcNow());
        try
        {
            return
            [
                .. Csv.Read(text.Text, "itemCode")
                    .Select(row => AnswerFiles.Reading(row, text, written < now ? written : now)),
            ];
        }
        catch (FormatException e)
        {
            folder.Skip(file, e.Message);
            return [];
        }
    }

    private async Task<DeliveryProgress?> ProgressOfAsync(string number, CancellationToken cancellationToken)
    {
        if (await OrderAsync(number, cancellationToken) is not { } order)
        {
            return null;
        }

        // What has left has left, whatever else is said.
        var parcels = await ParcelsAsync(number, order, cancellationToken);
        DeliveryProgress? progress =
            parcels.Count == 0 && IsStopped(number) ? new(number, ProgressKind.Canceled, "canceled")
            : parcels.Count == 0 ? null
            : AnswerFiles.IsAll(order, parcels) ? new(number, ProgressKind.Shipped, "shipped")
            : new(number, ProgressKind.PartlyShipped, "partly shipped");
        return progress is null
            ? null
            : progress with
            {
                TrackingNumbers = [.. parcels.Select(parcel => parcel.TrackingNumber)],
            };
    }

    private static bool IsStock(string name) => name.Equals(AnswerFiles.Stock, StringComparison.OrdinalIgnoreCase);

    private bool IsStopped(string number) =>
        folder.FindAnyCase(AnswerFiles.RefusalOf(number)) is not null
        || folder.Find(AnswerFiles.OrderOf(number)) is null;

    private async Task<List<Parcel>> ParcelsAsync(
        string number,
        DeliverOrder order,
        CancellationToken cancellationToken
    )
    {
        var parcels = new List<Parcel>();
        foreach (var file in ShipmentFiles(number))
        {
            if (await folder.ReadAsync(file, cancellationToken) is not { } text)
            {
                continue;
            }

            try
            {
                parcels.Add(AnswerFiles.Parcel(file, text, order, time.GetUtcNow()));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                folder.Skip(file, e.Message);
            }
        }

        return parcels;
    }

    private IReadOnlyList<FileInfo> ShipmentFiles(string number) => folder.Files("", number + AnswerFiles.Shipments);

    private FileInfo? OrderFile(string number) =>
        folder.Find(AnswerFiles.OrderOf(number)) ?? folder.Find(AnswerFiles.CancellationOf(number));

    private async Task<DeliverOrder?> OrderAsync(string number, CancellationToken cancellationToken)
    {
        if (OrderFile(number) is not { } file || await folder.ReadAsync(file, cancellationToken) is not { } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text.Text, AnswerJson.Default.DeliverOrder);
        }
        catch (JsonException e)
        {
            folder.Skip(file, e.Message);
            return null;
        }
    }
}
