using System.Runtime.ExceptionServices;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Refit;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>Reads answers: single ones, lists page by page, objects by their ids.</summary>
internal static class Answers
{
    /// <exception cref="ConnectionProblemException">What the handlers of the call have found.</exception>
    public static async Task<Answer> ReadAsync(this Task<IApiResponse<Envelope>> call) =>
        await call.FindAsync() ?? throw Errors.NoApi("");

    /// <summary>Null if the service has no such object.</summary>
    public static async Task<Answer?> FindAsync(this Task<IApiResponse<Envelope>> call)
    {
        using var response = await call;
        if (response.Error is ApiRequestException { InnerException: { } failure })
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return response.IsSuccessStatusCode
            ? new Answer(response.Content ?? new Envelope(), Pagination.In(response.Headers))
            : null;
    }

    /// <summary>Takes a list out of an answer; an answer without it is not of this service.</summary>
    public static IReadOnlyList<T> Of<T>(this Envelope envelope, Func<Envelope, IReadOnlyList<T>?> list) =>
        list(envelope)
        ?? throw new ConnectionProblemException(
            ConnectionProblem.WrongAddress,
            "The server at this address answers without the list that was asked for: check Address"
        );

    /// <summary>The pages of a list, from the first to the last, each with what came beside it.</summary>
    public static async IAsyncEnumerable<(IReadOnlyList<T> Objects, Envelope Body)> PagesAsync<T>(
        Func<int, Task<IApiResponse<Envelope>>> read,
        Func<Envelope, IReadOnlyList<T>?> list
    )
    {
        for (var page = 1; ; page++)
        {
            Pagination.Bound(page);
            var answer = await read(page).ReadAsync();
            var objects = answer.Body.Of(list);
            yield return (objects, answer.Body);
            if (answer.Pagination.IsLast(objects.Count))
            {
                yield break;
            }
        }
    }

    /// <summary>The objects with these ids, a page's worth of ids per call; 250 ids stay well below the length that a 414 answers.</summary>
    public static async Task<List<T>> ByIdsAsync<T>(
        IEnumerable<long> ids,
        Func<long[], int, Task<IApiResponse<Envelope>>> read,
        Func<Envelope, IReadOnlyList<T>?> list
    )
    {
        var found = new List<T>();
        foreach (var some in ids.Distinct().Chunk(Pagination.MaxPage))
        {
            // All of them are there when each has come; a service that gives smaller pages than asked for is asked on.
            var count = found.Count;
            await foreach (var (objects, _) in PagesAsync(page => read(some, page), list))
            {
                found.AddRange(objects);
                if (found.Count - count >= some.Length)
                {
                    break;
                }
            }
        }

        return found;
    }
}

/// <summary>An answer, and where in its list it is.</summary>
internal sealed record Answer(Envelope Body, Pagination Pagination);
