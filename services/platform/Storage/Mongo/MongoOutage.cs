using MongoDB.Driver;

namespace Crossdock.Platform.Storage.Mongo;

/// <summary>What the driver throws where the store does not answer: no server, no primary, no majority, a lost connection, a refusal.</summary>
internal static class MongoOutage
{
    public static bool Is(Exception exception) => exception is MongoException or TimeoutException;

    public static StoreUnavailableException Of(string what, Exception exception) =>
        new($"{what}: {Why(exception)}", exception);

    /// <summary>Runs what the driver does, and says what could not be done where it fails.</summary>
    public static async Task<T> OfAsync<T>(string what, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (Is(e))
        {
            throw Of(what, e);
        }
    }

    /// <summary>The driver describes its whole view of the cluster when it finds no server: too much for one line of a log.</summary>
    private static string Why(Exception exception) =>
        exception is TimeoutException ? "no server answered in time" : exception.Message;
}
