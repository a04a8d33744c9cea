namespace CareOps.Core.Messaging;

/// <summary>
/// How many segments a text message is sent and charged as. A text in the GSM 7-bit alphabet (3GPP TS 23.038) has 160 places, or 153 in
/// each of several; any other character makes the whole text UCS-2 with 70, or 67.
/// </summary>
/// <param name="Segments">0 for an empty text.</param>
/// <param name="Left">Places left in the last segment.</param>
/// <param name="IsUnicode">A character outside the alphabet makes it longer.</param>
public readonly record struct SmsLength(int Segments, int Left, bool IsUnicode)
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    // Each is an escape and a character.
    private const string Extended = "\f^{}\\[~]|€";

    private static readonly System.Buffers.SearchValues<char> Gsm = System.Buffers.SearchValues.Create(Basic + Extended);

    private static readonly System.Buffers.SearchValues<char> Double = System.Buffers.SearchValues.Create(Extended);

    public static SmsLength Of(string text)
    {
        if (text.Length == 0)
        {
            return new SmsLength(0, 160, false);
        }

        if (text.AsSpan().ContainsAnyExcept(Gsm))
        {
            return In(text.Length, one: 70, each: 67, isUnicode: true);
        }

        var places = text.Length + text.Count(static character => Double.Contains(character));
        return In(places, one: 160, each: 153, isUnicode: false);
    }

    private static SmsLength In(int places, int one, int each, bool isUnicode)
    {
        if (places <= one)
        {
            return new SmsLength(1, one - places, isUnicode);
        }

        var segments = (places + each - 1) / each;
        return new SmsLength(segments, (segments * each) - places, isUnicode);
    }
}
