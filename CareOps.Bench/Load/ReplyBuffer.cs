namespace CareOps.Bench.Load;

/// <summary>Bytes of one answer, kept from answer to answer so that a busy connection allocates nothing for them.</summary>
public sealed class ReplyBuffer
{
    private byte[] _bytes = new byte[16 * 1024];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Advance(int count) => _length += count;

    /// <summary>Room for more; doubled when it runs short.</summary>
    public Memory<byte> Free()
    {
        if (_length == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        return _bytes.AsMemory(_length);
    }
}
