using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>Backup and restore, by file.</summary>
public abstract class BackupContract : StoreContract
{
    private static readonly DateTimeOffset At = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Opens an empty store of the same kind.</summary>
    protected abstract IStoreContent OpenEmpty();

    [Fact]
    public async Task Should_restore_every_document_with_its_version()
    {
        var parcel = await KeepAsync(
            new Parcel
            {
                Id = "a",
                Carrier = "UPS",
                LeftAt = At,
                Grams = 12,
            }
        );
        parcel.Carrier = "DHL";
        Assert.True(await Parcels.ReplaceAsync(parcel, None));
        await KeepAsync(new Parcel { Id = "b" });

        var restored = await RestoreAsync(await BackupAsync());

        var found = await restored.Open(Parcel.Collection).FindAsync("a", None);
        Assert.Equal((2L, "DHL", At, 12), (found!.Version, found.Carrier, found.LeftAt, found.Grams));
        Assert.NotNull(await restored.Open(Parcel.Collection).FindAsync("b", None));
    }

    [Fact]
    public async Task Should_mark_what_was_restored_with_the_moment_of_the_backup()
    {
        await KeepAsync(new Parcel { Id = "a" });

        var restored = await RestoreAsync(await BackupAsync());

        var mark = await restored.Open(StoreMark.Collection).FindAsync(StoreMark.TheOne, None);
        Assert.Equal((At, false), (mark!.BackupAt, mark.IsIncomplete));
        Assert.True(mark.RestoredAt > At);
    }

    [Fact]
    public async Task Should_change_the_documents_that_do_not_know_what_was_done_since()
    {
        await KeepAsync(new Parcel { Id = "a", Carrier = "UPS" });
        await KeepAsync(new Parcel { Id = "b", Carrier = "DHL" });
        var rule = RestoreRule.For(
            Parcel.Collection,
            (parcel, mark) =>
            {
                parcel.LeftAt = mark.BackupAt;
                return parcel.Carrier == "DHL";
            }
        );

        var restored = (await RestoreAsync(await BackupAsync(), rule)).Open(Parcel.Collection);

        Assert.Null((await restored.FindAsync("a", None))!.LeftAt);
        Assert.Equal(At, (await restored.FindAsync("b", None))!.LeftAt);
    }

    [Fact]
    public async Task Should_let_no_service_use_what_was_restored_in_part()
    {
        await KeepAsync(new Parcel { Id = "a" });
        var backup = await BackupAsync();
        var store = OpenEmpty();

        await Assert.ThrowsAsync<BackupUnreadableException>(() =>
            RestoreAsync(new MemoryStream(Cut(backup)), store: store)
        );

        var refusal = await Assert.ThrowsAsync<StoreRefusedException>(() =>
            StoreForm.EnterAsync(store.Open(StoreMark.Collection), None)
        );
        Assert.Contains("has not completed", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<MemoryStream> BackupAsync()
    {
        var file = new MemoryStream();
        var store = (IStoreContent)OpenStore();
        var header = new BackupHeader("parcels", store.Provider, StoreForm.Current, "1.0.0", At);
        await BackupFile.WriteAsync(file, header, store.ReadAllAsync("polls", None), None);
        file.Position = 0;
        return file;
    }

    private async Task<IStoreContent> RestoreAsync(Stream backup, RestoreRule? rule = null, IStoreContent? store = null)
    {
        var (header, documents) = await BackupFile.ReadAsync(backup, None);
        store ??= OpenEmpty();
        var mark = new StoreMark
        {
            Id = StoreMark.TheOne,
            Form = header.Form,
            BackupAt = header.At,
            IsIncomplete = true,
        };
        await new Restore(store, rule is null ? [] : [rule]).RunAsync(mark, documents, TimeProvider.System, None);
        return store;
    }

    /// <summary>Without its last line.</summary>
    private static byte[] Cut(MemoryStream backup)
    {
        using var lines = new StreamReader(
            new System.IO.Compression.GZipStream(backup, System.IO.Compression.CompressionMode.Decompress)
        );
        var kept = lines.ReadToEnd().TrimEnd().Split('\n')[..^1];
        using var cut = new MemoryStream();
        using (
            var writer = new StreamWriter(
                new System.IO.Compression.GZipStream(cut, System.IO.Compression.CompressionLevel.Fastest)
            )
        )
        {
            writer.Write(string.Join('\n', kept) + "\n");
        }

        return cut.ToArray();
    }
}
