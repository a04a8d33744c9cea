namespace CareOps.Core.Foundation;

/// <summary>The set of rights an owner gave a member of staff. Managing an area includes viewing it.</summary>
public readonly record struct Rights(long Bits)
{
    public static readonly Rights None;

    /// <summary>What staff start with: the daily work, not the export.</summary>
    public static readonly Rights Staff =
        Of(Right.ManageInbox, Right.ManageBookings, Right.ManageContacts, Right.ManageForms, Right.ManageInventory);

    // Not a right but a limit, so no member of Right: beyond all their bits.
    private const long OwnCalendar = 1L << 62;

    private static readonly Dictionary<Right, Right> ManagedBy = new()
    {
        [Right.ViewInbox] = Right.ManageInbox,
        [Right.ViewBookings] = Right.ManageBookings,
        [Right.ViewContacts] = Right.ManageContacts,
        [Right.ViewForms] = Right.ManageForms,
        [Right.ViewInventory] = Right.ManageInventory,
        [Right.ViewReports] = Right.ManageReports,
    };

    /// <summary>Whether what is allowed with bookings is allowed with one's own only.</summary>
    public bool OnlyOwnCalendar => (Bits & OwnCalendar) != 0;

    public static Rights Of(params ReadOnlySpan<Right> rights)
    {
        var bits = 0L;
        foreach (var right in rights)
        {
            bits |= Bit(right);
        }

        return new Rights(bits);
    }

    /// <summary>The same rights, with bookings of one's own calendar only or with everyone's.</summary>
    public Rights LimitedToOwnCalendar(bool isLimited) => new(isLimited ? Bits | OwnCalendar : Bits & ~OwnCalendar);

    public bool Has(Right right) =>
        (Bits & Bit(right)) != 0 || (ManagedBy.TryGetValue(right, out var manage) && (Bits & Bit(manage)) != 0);

    private static long Bit(Right right) => 1L << (int)right;
}
