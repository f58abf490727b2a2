using Crossdock.Platform.Storage;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Saga;

namespace Crossdock.Platform.Messaging;

/// <summary>Registers the store as a saga's repository.</summary>
public static class StoreSagaRegistration
{
    public static ISagaRegistrationConfigurator<TSaga> InStore<TSaga>(this ISagaRegistrationConfigurator<TSaga> saga)
        where TSaga : SagaDocument
    {
        saga.Repository(repository =>
        {
            repository.RegisterLoadSagaRepository<TSaga, StoreSagaRepositoryContextFactory<TSaga>>();
            repository.RegisterSagaRepository<
                TSaga,
                IDocuments<TSaga>,
                SagaConsumeContextFactory<IDocuments<TSaga>, TSaga>,
                StoreSagaRepositoryContextFactory<TSaga>
            >();
        });
        return saga;
    }
}
