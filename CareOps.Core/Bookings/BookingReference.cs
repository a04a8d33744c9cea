using System.Security.Cryptography;

using CareOps.Core.Data;

namespace CareOps.Core.Bookings;

/// <summary>Makes references that survive a phone call: no letter looks or sounds like a digit.</summary>
public static class BookingReference
{
    // 26 characters, six of them: 309 million references for each workspace.
    private const string Alphabet = "ACDEFGHJKLMNPQRTUVWXY34679";

    private static readonly HotQuery<string, bool> IsUsed =
        new((db, reference, _) => db.Set<Booking>().Any(booking => booking.Reference == reference));

    /// <summary>One that no booking of the workspace has.</summary>
    public static async Task<string> FreeAsync(CareOpsDb db, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reference = RandomNumberGenerator.GetString(Alphabet, Booking.ReferenceLength);
            if (!await IsUsed.AskAsync(db, reference, cancellationToken))
            {
                return reference;
            }
        }
    }

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
