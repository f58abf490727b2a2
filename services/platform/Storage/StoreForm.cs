using System.Globalization;
using System.Reflection;
using Crossdock.Platform.Settings;

namespace Crossdock.Platform.Storage;

/// <summary>This version cannot work with the store; waiting does not help.</summary>
public sealed class StoreRefusedException(string message) : Exception(message);

/// <summary>
/// The form of the stored documents. Unknown properties are passed over and missing ones have a default, so most changes keep the form. It
/// increases only with a change after which an earlier version would do something wrong; a store is never opened by a version that knows
/// a lower one.
/// </summary>
public static class StoreForm
{
    /// <summary>From <c>StoreForm</c> in the project file.</summary>
    public static int Current { get; } =
        int.Parse(
            typeof(StoreForm)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(metadata => metadata.Key == "StoreForm")
                .Value!,
            CultureInfo.InvariantCulture
        );

    /// <summary>Marks a new store, and one of an earlier form.</summary>
    /// <exception cref="StoreRefusedException">The store is of a later form, or its restore has broken off.</exception>
    public static async Task<StoreMark> EnterAsync(IDocuments<StoreMark> marks, CancellationToken cancellationToken)
    {
        await marks.InsertAsync(new StoreMark { Id = StoreMark.TheOne, Form = Current }, cancellationToken);
        var mark = await marks.UpdateAsync(StoreMark.TheOne, Raise, cancellationToken);
        return mark switch
        {
            { IsIncomplete: true } => throw new StoreRefusedException(
                "The restore into this store has not completed. Delete the store, then restore the backup again."
            ),
            { Form: var form } when form <= Current => mark,
            _ => throw new StoreRefusedException(
                $"A later version has used this store: its documents have form {mark!.Form}, and {Product.Version} knows forms up to {Current}. Start that version again, or restore a backup that was made before the upgrade."
            ),
        };
    }

    private static bool Raise(StoreMark mark)
    {
        var isEarlier = !mark.IsIncomplete && mark.Form < Current;
        mark.Form = isEarlier ? Current : mark.Form;
        return isEarlier;
    }
}
