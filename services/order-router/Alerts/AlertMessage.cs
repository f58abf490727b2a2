using System.Globalization;
using Crossdock.OrderRouter.Exceptions;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>What a destination gets. Pure.</summary>
/// <param name="Id">The same for a message that is sent again.</param>
/// <param name="Event">One of <see cref="AlertEvent"/>.</param>
/// <param name="At">When it was written.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">A few lines of plain text.</param>
/// <param name="Exceptions">The groups that it is about, for programs.</param>
internal sealed record AlertMessage(
    string Id,
    string Event,
    DateTimeOffset At,
    string Title,
    string Text,
    IReadOnlyList<ExceptionView> Exceptions
)
{
    private const int MaxTitle = 150;
    private const int MaxListed = 50;

    public static AlertMessage Of(AlertDocument alert, ExceptionGroup group, DateTimeOffset now)
    {
        var view = ExceptionView.Of(group, now);
        return new(alert.Id, alert.Event, now, TitleOf(alert.Event, view), TextOf(alert.Event, view), [view]);
    }

    /// <summary>All that waits now, longest first.</summary>
    public static AlertMessage Digest(AlertDocument alert, IReadOnlyList<ExceptionGroup> groups, DateTimeOffset now)
    {
        var views = groups.Select(group => ExceptionView.Of(group, now)).ToList();
        var lines = views.Take(MaxListed).Select(view => $"{Subject(view)}, since {Time(view.FirstAt)}: {view.Text}");
        var more = views.Count > MaxListed ? $"\n… and {views.Count - MaxListed} more." : "";
        return new(
            $"{alert.Id}:{now.UtcDateTime:yyyyMMdd'T'HHmmss}",
            alert.Event,
            now,
            views.Count == 1 ? "1 exception waits for a person" : $"{views.Count} exceptions wait for a person",
            string.Join("\n", lines) + more,
            views
        );
    }

    private static string TitleOf(string what, ExceptionView view)
    {
        var prefix =
            what == AlertEvent.Fixed ? "Fixed: "
            : view.Regressed ? "Back again: "
            : "";
        return OneLine($"{prefix}{Subject(view)}: {view.Text}");
    }

    private static string TextOf(string what, ExceptionView view) =>
        what == AlertEvent.Fixed
            ? $"Nothing waits for this any more.\n\n{view.Text}\nException {view.Id}"
            : $"""
                {view.Text}

                What to do: {view.ToDo}
                Waiting: {view.Count.ToString(CultureInfo.InvariantCulture)}, since {Time(view.FirstAt)}
                Example: {view.Example ?? "none"}
                Merchant: {view.Merchant ?? "all"}; connection: {view.Connection ?? "none"}
                Exception {view.Id}
                """;

    private static string Subject(ExceptionView view)
    {
        var count = view.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{view.Count} × ") : "";
        var where = view.Connection is { } connection ? $" at {connection}" : "";
        var whose = view.Merchant is { } merchant ? $" ({merchant})" : "";
        return $"{count}{view.Kind.Replace('_', ' ')}{where}{whose}";
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length > MaxTitle ? $"{line[..(MaxTitle - 1)]}…" : line;
    }
}
