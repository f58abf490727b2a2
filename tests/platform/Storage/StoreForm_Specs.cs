using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Tests.Storage;

public sealed class When_a_version_opens_a_store : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private static CancellationToken None => CancellationToken.None;

    private IDocuments<StoreMark> Marks => file.Open().Open(StoreMark.Collection);

    [Fact]
    public async Task Should_mark_a_new_store_with_the_form_of_its_documents()
    {
        await StoreForm.EnterAsync(Marks, None);

        Assert.Equal(StoreForm.Current, (await Marks.FindAsync(StoreMark.TheOne, None))!.Form);
    }

    [Fact]
    public async Task Should_raise_an_earlier_form_to_its_own()
    {
        await Marks.InsertAsync(new StoreMark { Id = StoreMark.TheOne, Form = StoreForm.Current - 1 }, None);

        await StoreForm.EnterAsync(Marks, None);

        Assert.Equal(StoreForm.Current, (await Marks.FindAsync(StoreMark.TheOne, None))!.Form);
    }

    [Fact]
    public async Task Should_refuse_a_later_form_and_leave_it_as_it_is()
    {
        await Marks.InsertAsync(new StoreMark { Id = StoreMark.TheOne, Form = StoreForm.Current + 1 }, None);

        var refusal = await Assert.ThrowsAsync<StoreRefusedException>(() => StoreForm.EnterAsync(Marks, None));

        Assert.Contains($"have form {StoreForm.Current + 1}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(StoreForm.Current + 1, (await Marks.FindAsync(StoreMark.TheOne, None))!.Form);
    }

    [Fact]
    public async Task Should_open_no_collection_of_a_store_that_is_refused()
    {
        await Marks.InsertAsync(new StoreMark { Id = StoreMark.TheOne, Form = StoreForm.Current + 1 }, None);
        await using var store = new CheckedStore(() => file.Open());

        Assert.Throws<StoreRefusedException>(() => store.Open(Parcel.Collection));
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
