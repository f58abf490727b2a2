using System.ComponentModel;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>An exception group as people see it.</summary>
public sealed record ExceptionView
{
    public required string Id { get; init; }

    [Description("Counts its changes; send it as If-Match to change it only if it is still this one.")]
    public required int Version { get; init; }

    [Description("What kind of cause it is, for example ship_method_unmapped.")]
    public required string Kind { get; init; }

    [Description("Null if it concerns all merchants.")]
    public string? Merchant { get; init; }

    [Description("The connection at which the cause is; null if it is at none.")]
    public string? Connection { get; init; }

    [Description("What tells causes of one kind apart, for example the ship method.")]
    public string? Subject { get; init; }

    [Description("open, snoozed or resolved.")]
    public required string State { get; init; }

    [Description("True if it was resolved before, and came back.")]
    public required bool Regressed { get; init; }

    [Description("What is wrong, of one example.")]
    public required string Text { get; init; }

    [Description("What to do.")]
    public required string ToDo { get; init; }

    [Description("How many wait, up to 100,000.")]
    public required int Count { get; init; }

    [Description("Since when the first of them waits.")]
    public required DateTimeOffset FirstAt { get; init; }

    [Description("Since when the latest of them waits.")]
    public required DateTimeOffset LastAt { get; init; }

    [Description("For how many seconds the first of them has waited; 0 once it is resolved.")]
    public required long AgeSeconds { get; init; }

    [Description("The first of them: an order number, or the name of something else.")]
    public string? Example { get; init; }

    [Description("The order's id, if the example is an order.")]
    public string? ExampleOrderId { get; init; }

    [Description("Who has it; null if nobody does.")]
    public string? Assignee { get; init; }
    public DateTimeOffset? SnoozedUntil { get; init; }

    [Description("It is quiet until more than this wait.")]
    public int? SnoozedUntilCount { get; init; }

    [Description("Null in lists.")]
    public IReadOnlyList<GroupComment>? Comments { get; init; }

    [Description("What happened to it, oldest first. Null in lists.")]
    public IReadOnlyList<GroupAction>? History { get; init; }

    internal static ExceptionView Of(ExceptionGroup group, DateTimeOffset now) =>
        new()
        {
            Id = group.Id,
            Version = group.Changes,
            Kind = group.Cause.Kind,
            Merchant = group.Cause.Merchant,
            Connection = group.Cause.Connection,
            Subject = group.Cause.Subject,
            State = group.State,
            Regressed = group.IsRegressed,
            Text = group.Text,
            ToDo = group.ToDo ?? WhatToDo.For(group.Cause.Kind),
            Count = group.Count,
            FirstAt = group.FirstAt,
            LastAt = group.LastAt,
            AgeSeconds = group.Count > 0 ? (long)(now - group.FirstAt).TotalSeconds : 0,
            Example = group.Example,
            ExampleOrderId = group.ExampleId,
            Assignee = group.Assignee,
            SnoozedUntil = group.SnoozedUntil,
            SnoozedUntilCount = group.SnoozedUntilCount,
        };

    internal static ExceptionView WithHistory(ExceptionGroup group, DateTimeOffset now) =>
        Of(group, now) with
        {
            Comments = group.Comments,
            History = group.History,
        };
}
