namespace Crossdock.Sandbox.Seeds;

/// <summary>The kinds of seeded orders that something depends on; a plain order's kind only describes it.</summary>
internal static class SeedKinds
{
    public const string TwoParcels = "two parcels";
    public const string EditedOnItsWay = "edited on its way";
    public const string VoidedOnItsWay = "voided on its way";
}
