namespace CareOps.Web.Components.Calendar;

/// <summary>Puts bookings that touch the same time beside each other.</summary>
public static class Lanes
{
    // A booking shorter than this is drawn this long, so its lane is taken that long.
    private const int ShortestDrawn = 15;

    /// <summary>Earliest first; bookings that overlap, directly or through others, share the width in equal lanes.</summary>
    public static IReadOnlyList<CalendarBlock> Arrange(IReadOnlyList<CalendarBlock> blocks)
    {
        var arranged = new List<CalendarBlock>(blocks.Count);
        var group = new List<CalendarBlock>();
        var groupEnd = 0;
        foreach (var block in blocks.OrderBy(static block => block.Start).ThenByDescending(static block => block.End))
        {
            if (block.Start >= groupEnd)
            {
                arranged.AddRange(Share(group));
                group.Clear();
            }

            group.Add(block);
            groupEnd = Math.Max(groupEnd, DrawnEnd(block));
        }

        arranged.AddRange(Share(group));
        return arranged;
    }

    // Each takes the first lane that is free again.
    private static List<CalendarBlock> Share(List<CalendarBlock> group)
    {
        var ends = new List<int>();
        var placed = new List<CalendarBlock>(group.Count);
        foreach (var block in group)
        {
            var lane = ends.FindIndex(end => end <= block.Start);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(0);
            }

            ends[lane] = DrawnEnd(block);
            placed.Add(block with { Lane = lane });
        }

        return placed.ConvertAll(block => block with { Lanes = ends.Count });
    }

    private static int DrawnEnd(CalendarBlock block) => Math.Max(block.End, block.Start + ShortestDrawn);
}
