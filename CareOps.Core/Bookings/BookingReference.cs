using System.Security.Cryptography;

using CareOps.Core.Data;

namespace CareOps.Core.Bookings;

/// <summary>Makes references that survive a phone call: no letter looks or sounds like a digit.</summary>
public static class BookingReference
{
    // 26 characters, six of them: 309 million references for each workspace.
    private const string Alphabet = "ACDEFGHJKLMNPQRTUVWXY34679";

    private const string IsUsed = """
        SELECT 1 FROM "Bookings" WHERE "WorkspaceId" = $1 AND "Reference" = $2
        """;

    /// <summary>One that no booking of the workspace has.</summary>
    public static async Task<string> FreeAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reference = Any();
            if (await db.LookAsync(LookFor(db, reference), cancellationToken) is [])
            {
                return reference;
            }
        }
    }

    /// <summary>One that hardly any booking has.</summary>
    internal static string Any() => RandomNumberGenerator.GetString(Alphabet, Booking.ReferenceLength);

    /// <summary>Whether a booking has it, to be looked at together with something else.</summary>
    internal static Look<int> LookFor(CareOpsDb db, string reference) =>
        new(IsUsed, [db.Sql(db.Workspace.Value), reference], static row => row.Number(0));

    /// <summary>The one of a number: for bookings that are brought in by the thousand.</summary>
    public static string OfNumber(int number)
    {
        Span<char> reference = stackalloc char[Booking.ReferenceLength];
        for (var place = reference.Length - 1; place >= 0; place--)
        {
            reference[place] = Alphabet[number % Alphabet.Length];
            number /= Alphabet.Length;
        }

        return new string(reference);
    }
}
