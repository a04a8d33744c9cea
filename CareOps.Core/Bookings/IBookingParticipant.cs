using CareOps.Core.Data;

namespace CareOps.Core.Bookings;

/// <summary>A feature above that has a say in a booking's steps. It is asked inside the transaction of the step,
/// which an objection takes back.</summary>
public interface IBookingParticipant
{
    /// <summary>What speaks against the step; null where nothing does.</summary>
    Task<Objection?> ObjectAsync(CareOpsDb db, Booking booking, BookingStep step, CancellationToken cancellationToken);
}

/// <summary>What speaks against a step.</summary>
/// <param name="Sentence">For the member, complete: what is the matter.</param>
/// <param name="Blocks">The step can't be taken; otherwise a member may take it knowing this.</param>
public sealed record Objection(string Sentence, bool Blocks);
