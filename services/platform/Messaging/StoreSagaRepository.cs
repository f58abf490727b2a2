using Crossdock.Platform.Storage;
using MassTransit;
using MassTransit.Context;
using MassTransit.Middleware;
using MassTransit.Saga;

namespace Crossdock.Platform.Messaging;

/// <summary>A saga that is kept as a document: its correlation id is the document's id.</summary>
public abstract class SagaDocument : Document, SagaStateMachineInstance
{
    /// <inheritdoc/>
    public Guid CorrelationId
    {
        get => Guid.TryParse(Id, out var id) ? id : Guid.Empty;
        set => Id = value.ToString("D");
    }
}

/// <summary>Two messages decided on the same saga at once; the loser is given its message again.</summary>
public sealed class SagaConflictException(string id)
    : Exception($"The saga {id} was changed by another message meanwhile.");

/// <summary>MassTransit's saga repository on the store port, with the port's optimistic versions.</summary>
public sealed class StoreSagaRepositoryContextFactory<TSaga>(
    IDocuments<TSaga> documents,
    ISagaConsumeContextFactory<IDocuments<TSaga>, TSaga> consumeContexts
) : ISagaRepositoryContextFactory<TSaga>, ILoadSagaRepositoryContextFactory<TSaga>
    where TSaga : SagaDocument
{
    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next)
        where T : class => next.Send(new StoreSagaContext<TSaga, T>(documents, context, consumeContexts));

    /// <summary>Events correlate by id alone, so no saga is ever searched for.</summary>
    public Task SendQuery<T>(
        ConsumeContext<T> context,
        ISagaQuery<TSaga> query,
        IPipe<SagaRepositoryQueryContext<TSaga, T>> next
    )
        where T : class => throw new NotSupportedException("Sagas are found by their id.");

    public Task<T> Execute<T>(
        Func<LoadSagaRepositoryContext<TSaga>, Task<T>> asyncMethod,
        CancellationToken cancellationToken = default
    )
        where T : class => asyncMethod(new StoreSagaLoadContext<TSaga>(documents, cancellationToken));

    public void Probe(ProbeContext context) => context.Add("persistence", "documents");
}

internal sealed class StoreSagaLoadContext<TSaga>(IDocuments<TSaga> documents, CancellationToken cancellationToken)
    : BasePipeContext(cancellationToken),
        LoadSagaRepositoryContext<TSaga>
    where TSaga : SagaDocument
{
    public async Task<TSaga> Load(Guid correlationId) =>
        // MassTransit asks without nullable annotations and takes null for "there is none".
        (await documents.FindAsync(correlationId.ToString("D"), CancellationToken))!;
}

internal sealed class StoreSagaContext<TSaga, TMessage>(
    IDocuments<TSaga> documents,
    ConsumeContext<TMessage> context,
    ISagaConsumeContextFactory<IDocuments<TSaga>, TSaga> consumeContexts
) : ConsumeContextScope<TMessage>(context), SagaRepositoryContext<TSaga, TMessage>
    where TSaga : SagaDocument
    where TMessage : class
{
    private readonly ConsumeContext<TMessage> context = context;

    public Task<SagaConsumeContext<TSaga, TMessage>> Add(TSaga instance) =>
        consumeContexts.CreateSagaConsumeContext(documents, context, instance, SagaConsumeContextMode.Add);

    public async Task<SagaConsumeContext<TSaga, TMessage>> Insert(TSaga instance) =>
        await documents.InsertAsync(instance, CancellationToken)
            ? await consumeContexts.CreateSagaConsumeContext(
                documents,
                context,
                instance,
                SagaConsumeContextMode.Insert
            )
            : null!;

    public async Task<SagaConsumeContext<TSaga, TMessage>> Load(Guid correlationId) =>
        await documents.FindAsync(correlationId.ToString("D"), CancellationToken) is { } instance
            ? await consumeContexts.CreateSagaConsumeContext(documents, context, instance, SagaConsumeContextMode.Load)
            : null!;

    public async Task Save(SagaConsumeContext<TSaga> context) =>
        Demand(await documents.InsertAsync(context.Saga, CancellationToken), context.Saga);

    public async Task Update(SagaConsumeContext<TSaga> context) =>
        Demand(await documents.ReplaceAsync(context.Saga, CancellationToken), context.Saga);

    public async Task Delete(SagaConsumeContext<TSaga> context) =>
        Demand(await documents.DeleteAsync(context.Saga, CancellationToken), context.Saga);

    public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task<SagaConsumeContext<TSaga, T>> CreateSagaConsumeContext<T>(
        ConsumeContext<T> consumeContext,
        TSaga instance,
        SagaConsumeContextMode mode
    )
        where T : class => consumeContexts.CreateSagaConsumeContext(documents, consumeContext, instance, mode);

    private static void Demand(bool won, TSaga saga)
    {
        if (!won)
        {
            throw new SagaConflictException(saga.Id);
        }
    }
}
