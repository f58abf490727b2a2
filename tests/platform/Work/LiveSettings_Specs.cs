using Crossdock.Platform.Storage;
using Crossdock.Platform.Tests.Storage;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;

namespace Crossdock.Platform.Tests.Work;

/// <summary>A settings document of these specs.</summary>
public sealed class Note : LiveDocument<Note>
{
    public static CollectionDefinition<Note> Notes { get; } = new("notes", ByVersion);

    public string Text { get; set; } = "";
}

/// <summary>An earlier release stored settings without a list of their versions.</summary>
public sealed class When_settings_were_stored_without_a_version_list : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly List<NoteSettings> replicas = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_find_them_at_the_first_read()
    {
        await StoreAsync(("a", 0), ("b", 4));
        var settings = Replica();

        await settings.ReadAsync(Ct);

        Assert.Equal(["a is a", "b is b"], settings.Texts);
    }

    [Fact]
    public async Task Should_give_a_change_a_version_that_none_had()
    {
        await StoreAsync(("a", 0), ("b", 4));
        var (settings, other) = (Replica(), Replica());
        await other.ReadAsync(Ct);

        var note = await settings.FindDocumentAsync("a", Ct);
        note!.Text = "new";
        Assert.True(await settings.SaveAsync(note, Ct));

        Assert.Equal(5, note.SettingsVersion);
        await other.RefreshAsync(Ct);
        Assert.Equal(["a is new", "b is b"], other.Texts);
    }

    [Fact]
    public async Task Should_not_find_again_what_has_been_deleted()
    {
        await StoreAsync(("a", 1), ("b", 4));
        var settings = Replica();

        Assert.True(await settings.DeleteAsync((await settings.FindDocumentAsync("a", Ct))!, Ct));

        var other = Replica();
        await other.ReadAsync(Ct);
        Assert.Equal(["b is b"], settings.Texts);
        Assert.Equal(["b is b"], other.Texts);
    }

    public async ValueTask DisposeAsync()
    {
        replicas.ForEach(replica => replica.Dispose());
        await file.DisposeAsync();
    }

    private async Task StoreAsync(params (string Id, int Version)[] notes)
    {
        foreach (var (id, version) in notes)
        {
            var note = new Note
            {
                Id = id,
                SettingsVersion = version,
                Text = id,
            };
            Assert.True(await file.Open().Open(Note.Notes).InsertAsync(note, Ct));
        }
    }

    private NoteSettings Replica()
    {
        var store = file.Open();
        replicas.Add(new NoteSettings(store.Open(VersionList.For("notes")), store.Open(Note.Notes)));
        return replicas[^1];
    }

    private sealed class NoteSettings(IDocuments<VersionList> lists, IDocuments<Note> documents)
        : LiveSettings<Note, string>(lists, documents, new WorkOptions(), new FakeTime())
    {
        public IReadOnlyList<string> Texts { get; private set; } = [];

        protected override string Name => "notes";

        protected override string Create(Note document, string? before) => document.Text;

        protected override void Apply(IReadOnlyDictionary<string, string> values, IReadOnlySet<string> ids) =>
            Texts = [.. values.Select(one => $"{one.Key} is {one.Value}").Order(StringComparer.Ordinal)];

        protected override void LogNotRead(string reason) => throw new NotSupportedException();
    }
}
