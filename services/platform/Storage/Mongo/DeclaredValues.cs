using System.Reflection;
using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Serializers;

namespace Crossdock.Platform.Storage.Mongo;

/// <summary>
/// A null where a property is declared to have a value, also as an item of its list, makes a document unreadable, and so does a required value
/// that is missing: read, it would fail whatever works with the document. The last of the conventions, or others would not find the serializers.
/// </summary>
internal sealed class DeclaredValues : ConventionBase, IMemberMapConvention
{
    private readonly NullabilityInfoContext nullability = new();

    public void Apply(BsonMemberMap memberMap)
    {
        if (memberMap.MemberInfo is not PropertyInfo property)
        {
            return;
        }

        if (property.PropertyType.IsValueType)
        {
            // Without it the driver calls no constructor, and what that sets is null.
            memberMap.SetIsRequired(
                Nullable.GetUnderlyingType(property.PropertyType) is null && IsConstructed(property)
            );
            return;
        }

        var serializer = memberMap.GetSerializer();
        if (serializer is IChildSerializerConfigurable { ChildSerializer: { ValueType.IsValueType: false } item } list)
        {
            serializer = list.WithChildSerializer(RefusingNull(item));
        }

        if (Create(property).WriteState == NullabilityState.NotNull)
        {
            serializer = RefusingNull(serializer);
            memberMap.SetIsRequired(property.IsDefined(typeof(RequiredMemberAttribute)) || IsConstructed(property));
            if (!memberMap.IsRequired && property.DeclaringType!.GetConstructor([]) is null)
            {
                SetInitial(memberMap);
            }
        }

        memberMap.SetSerializer(serializer);
    }

    /// <summary>
    /// The driver makes an object that has no constructor without parameters by none, and no initializer runs: what an earlier version did not
    /// store would be null.
    /// </summary>
    private static void SetInitial(BsonMemberMap memberMap)
    {
        var type = memberMap.MemberType;
        var list = type.IsGenericType ? typeof(List<>).MakeGenericType(type.GetGenericArguments()[..1]) : null;
        if (type == typeof(string))
        {
            memberMap.SetDefaultValue("");
        }
        else if (list is not null && type.IsAssignableFrom(list))
        {
            memberMap.SetDefaultValue(() => Activator.CreateInstance(list)!);
        }
        else
        {
            memberMap.SetIsRequired(true);
        }
    }

    /// <summary>True if a record's constructor cannot do without it.</summary>
    private static bool IsConstructed(PropertyInfo property) =>
        property
            .DeclaringType!.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.Name == property.Name && !parameter.HasDefaultValue);

    private NullabilityInfo Create(PropertyInfo property)
    {
        // It keeps what it has seen, and is not made for several threads.
        lock (nullability)
        {
            return nullability.Create(property);
        }
    }

    private static IBsonSerializer RefusingNull(IBsonSerializer serializer) =>
        (IBsonSerializer)
            Activator.CreateInstance(typeof(ValueSerializer<>).MakeGenericType(serializer.ValueType), serializer)!;

    private sealed class ValueSerializer<T>(IBsonSerializer<T> serializer) : SerializerBase<T>
    {
        public override T Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
            context.Reader.CurrentBsonType == BsonType.Null
                ? throw new FormatException("There is a null in place of a value.")
                : serializer.Deserialize(context, args);

        public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, T value) =>
            serializer.Serialize(context, args, value);
    }
}
