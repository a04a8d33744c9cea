using CareOps.Core.Messaging;

namespace CareOps.Tests.Inbox;

/// <summary>Segments as networks count them (3GPP TS 23.038 and 23.040).</summary>
public sealed class SmsLengthTests
{
    [Theory]
    [InlineData("", 0, 160, false)]
    [InlineData("Hi", 1, 158, false)]
    [InlineData("Grüße à Ø", 1, 151, false)]
    [InlineData("50 €", 1, 155, false)]
    [InlineData("ç", 1, 69, true)]
    [InlineData("🙂", 1, 68, true)]
    public void A_short_text_is_one(string text, int segments, int left, bool isUnicode) =>
        Assert.Equal(new SmsLength(segments, left, isUnicode), SmsLength.Of(text));

    [Theory]
    [InlineData(160, 1, 0)]
    [InlineData(161, 2, 145)]
    [InlineData(306, 2, 0)]
    [InlineData(307, 3, 152)]
    public void A_long_one_is_cut_at_153(int length, int segments, int left) =>
        Assert.Equal(new SmsLength(segments, left, false), SmsLength.Of(new string('x', length)));

    [Theory]
    [InlineData(70, 1, 0)]
    [InlineData(71, 2, 63)]
    [InlineData(134, 2, 0)]
    public void With_other_letters_at_67(int length, int segments, int left) =>
        Assert.Equal(new SmsLength(segments, left, true), SmsLength.Of(new string('ж', length)));
}
