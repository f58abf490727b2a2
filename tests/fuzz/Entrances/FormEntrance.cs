using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.Platform.Tests.Samples;
using Crossdock.TestSupport;

namespace Crossdock.Fuzz.Entrances;

/// <summary>Messages of the broker as a consumer reads them, or documents as a store reads them. What is read keeps its declaration.</summary>
internal sealed class FormEntrance(string folder) : Entrance
{
    private const string Place = "\"?\"";
    private List<(WrittenForm Form, string Around, string Text)> forms = [];

    public override string Name => folder;

    public override int Share => 20;

    public override Task StartAsync()
    {
        forms =
        [
            .. MessageForms
                .All.Concat(DocumentForms.All)
                .Where(form => form.Folder == folder)
                .Select(form =>
                {
                    var whole = form.Write();
                    var text = whole[Part(form)]!.ToJsonString();
                    whole[Part(form)] = "?";
                    return (form, whole.ToJsonString(), text);
                }),
        ];
        return Task.CompletedTask;
    }

    public override Task<Outcome> TryAsync(Random random)
    {
        var (form, around, text) = forms[random.Next(forms.Count)];
        var input = Mutator.Mutate(text, random);
        object? read = null;
        try
        {
            read = form.Read(JsonNode.Parse(around.Replace(Place, input, StringComparison.Ordinal))!);
        }
        // The bus and the stores set aside whatever a reader throws; these are what a reader may throw.
        catch (Exception e)
            when (Reason(e)
                    is JsonException
                        or FormatException
                        or ArgumentException
                        or OverflowException
                        or InvalidOperationException
                        or MongoDB.Bson.BsonException
                        or KeyNotFoundException
                        or EndOfStreamException
                        or InvalidCastException
            ) { }

        if (read is not null && NullPlaces.In(read).FirstOrDefault() is { } place)
        {
            throw new FuzzException($"{form.Name} was read with a null at {place}: {input}");
        }

        return Task.FromResult(new Outcome(read is not null, input.Length));
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Part(WrittenForm form) => form.Folder == "messages" ? "message" : "document";

    private static Exception Reason(Exception e) =>
        e is TargetInvocationException { InnerException: { } inner } ? inner : e;
}
