using System.Reflection;
using Crossdock.Contracts;

namespace Crossdock.Architecture.Tests;

/// <summary>Anyone who looks for a message finds the file by its name.</summary>
public sealed class When_messages_are_laid_out
{
    private static readonly List<Type> Contracts = [.. typeof(IOrderMessage).Assembly.GetExportedTypes()];

    [Fact]
    public void Should_have_one_in_each_file_named_like_it()
    {
        var files = Sources.In("contracts").Select(file => Path.GetFileNameWithoutExtension(file));

        Assert.Equal(Contracts.Where(type => !type.IsNested).Select(type => type.Name).Order(), files.Order());
    }

    /// <summary>The saga finds its order by it, and so does the trace.</summary>
    [Fact]
    public void Should_bear_the_order_contract_wherever_there_is_an_order_id() =>
        Assert.All(
            Contracts.Where(type => type.GetProperty(nameof(IOrderMessage.OrderId)) is not null && !type.IsInterface),
            type => Assert.True(type.IsAssignableTo(typeof(IOrderMessage)), type.Name)
        );

    [Fact]
    public void Should_be_sealed_and_change_nothing_after_creation() =>
        Assert.All(
            Contracts.Where(type => type.IsClass && !(type.IsAbstract && type.IsSealed)),
            type =>
            {
                Assert.True(type.IsSealed, type.Name);
                Assert.All(type.GetProperties(BindingFlags.Public | BindingFlags.Instance), IsInitOnly);
            }
        );

    private static void IsInitOnly(PropertyInfo property) =>
        Assert.True(
            property.SetMethod is not { } set
                || set.ReturnParameter.GetRequiredCustomModifiers()
                    .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)),
            $"{property.DeclaringType!.Name}.{property.Name}"
        );
}
