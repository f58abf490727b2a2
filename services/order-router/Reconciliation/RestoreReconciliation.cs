using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Starts a reconciliation of all that may have happened since the backup, once, in a store that was restored.</summary>
public sealed class RestoreReconciliation(
    ReconciliationStart start,
    StoreMarkReader<OrderRouterModule> marks,
    ReconcileOptions options,
    TimeProvider time
)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);
    private readonly DateTimeOffset startedAt = time.GetUtcNow();
    private bool isDone;

    /// <summary>Starts it if it is time: what was read again must have had time to move.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (isDone || time.GetUtcNow() < startedAt + options.IgnoreYounger)
        {
            return;
        }

        if (await marks.ReadAsync(cancellationToken) is { BackupAt: { } backupAt, RestoredAt: { } restoredAt })
        {
            var text =
                $"reconciliation after the restore of {restoredAt.UtcTicks.ToString(CultureInfo.InvariantCulture)}";
            var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), bigEndian: true);
            await start.StartAsync(id, backupAt - Overlap, time.GetUtcNow(), null, "restore", cancellationToken);
        }

        isDone = true;
    }
}
