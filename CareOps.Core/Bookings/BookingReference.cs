using System.Security.Cryptography;

namespace CareOps.Core.Bookings;

/// <summary>Makes references that survive a phone call: no letter looks or sounds like a digit.</summary>
public static class BookingReference
{
    // 26 characters, six of them: 309 million references for each workspace.
    private const string Alphabet = "ACDEFGHJKLMNPQRTUVWXY34679";

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Booking.ReferenceLength);
}
