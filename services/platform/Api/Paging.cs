using System.ComponentModel;
using System.Text.Json.Serialization;
using Crossdock.Adapters;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.Platform.Api;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="Next">The cursor of the next page; null on the last one. The Link header has the whole address.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Why the list is empty, where a person would wonder.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }
}

/// <summary>Which page of a list is asked for.</summary>
public sealed class PageRequest
{
    private const int MaxLimit = 500;
    private const int UsualLimit = 100;
    private const int MaxScanned = 10_000;

    public required HttpContext Http { get; init; }

    [FromQuery(Name = "limit"), Description("How many at most, from 1 to 500; 100 where it is left out.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor"), Description("Where to go on: next of the page before. Left out, the list begins.")]
    public string? Cursor { get; init; }

    /// <exception cref="SettingException">It is out of bounds.</exception>
    public int Size =>
        Limit is < 1 or > MaxLimit
            ? throw new SettingException("limit", $"is {Limit}", $"set a number from 1 to {MaxLimit}")
            : Limit ?? UsualLimit;

    /// <summary>Reads a page by the query's index, however long the list is.</summary>
    /// <exception cref="SettingException">Limit or cursor cannot be.</exception>
    public async Task<Page<TView>> ReadAsync<T, TView>(
        IDocuments<T> documents,
        Query<T> query,
        Func<T, TView> view,
        CancellationToken cancellationToken
    )
        where T : Document
    {
        var page = Cursor is null ? query : Taken(() => query.Continue(Cursor));
        var found = await documents.QueryAsync(page.Take(Size + 1), cancellationToken);
        return PageOf([.. found.Take(Size)], found.Count > Size, query.CursorAfter, view);
    }

    /// <summary>
    /// Reads a page of those that an index alone cannot find. A page is shorter, and yet not the last, if few of many match.
    /// </summary>
    /// <exception cref="SettingException">Limit or cursor cannot be.</exception>
    public async Task<Page<TView>> ReadAsync<T, TView>(
        IDocuments<T> documents,
        Query<T> query,
        Func<T, bool> isWanted,
        Func<T, TView> view,
        CancellationToken cancellationToken
    )
        where T : Document
    {
        var rest = Cursor is null ? query : Taken(() => query.Continue(Cursor));
        var wanted = new List<T>();
        for (var read = 0; ; )
        {
            var found = await documents.QueryAsync(rest.Take(MaxLimit), cancellationToken);
            wanted.AddRange(found.Where(isWanted));
            read += found.Count;
            if (wanted.Count > Size)
            {
                return PageOf([.. wanted.Take(Size)], true, query.CursorAfter, view);
            }

            if (found.Count < MaxLimit || read >= MaxScanned)
            {
                var isEnd = found.Count < MaxLimit;
                return PageOf(wanted, !isEnd, _ => query.CursorAfter(found[^1]), view);
            }

            rest = query.Continue(query.CursorAfter(found[^1]));
        }
    }

    /// <summary>A page of a list that is held in memory.</summary>
    /// <param name="name">What identifies an entry; the list is in the order of it.</param>
    public Page<T> Of<T>(IEnumerable<T> all, Func<T, string> name)
    {
        var after = (string?)Position(typeof(string))?[0];
        var rest = all.Where(entry => after is null || string.CompareOrdinal(name(entry), after) > 0)
            .OrderBy(name, StringComparer.Ordinal)
            .Take(Size + 1)
            .ToList();
        return PageOf([.. rest.Take(Size)], rest.Count > Size, last => Storage.Cursor.Of(name(last)), entry => entry);
    }

    /// <summary>A page that was read otherwise.</summary>
    /// <param name="items">Its entries.</param>
    /// <param name="next">The cursor of the next page; null on the last one.</param>
    public Page<T> Of<T>(IReadOnlyList<T> items, string? next) =>
        PageOf([.. items], next is not null, _ => next!, entry => entry);

    /// <summary>The values in the cursor; null where the list begins.</summary>
    /// <exception cref="SettingException">The cursor is not one of this list.</exception>
    public object[]? Position(params Type[] types) =>
        Cursor is null ? null : Taken(() => Storage.Cursor.Read(Cursor, types));

    private Page<TView> PageOf<T, TView>(List<T> page, bool hasMore, Func<T, string> cursor, Func<T, TView> view)
    {
        var next = hasMore ? cursor(page.LastOrDefault()!) : null;
        if (next is not null)
        {
            var query = QueryString.Create(
                Http.Request.Query.Where(q => q.Key != "cursor").Append(new("cursor", next))
            );
            Http.Response.Headers.Link =
                $"<{UriHelper.BuildRelative(Http.Request.PathBase, Http.Request.Path, query)}>; rel=\"next\"";
        }

        return new([.. page.Select(view)], next);
    }

    private static T Taken<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException)
        {
            throw new SettingException(
                "cursor",
                "does not belong to this list",
                "send back next as it came, or leave it out to begin again"
            );
        }
    }
}
