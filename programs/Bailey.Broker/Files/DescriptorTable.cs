using System.Diagnostics.CodeAnalysis;
using Bailey.Interop;

namespace Bailey.Broker.Files;

/// <summary>One file that the guest holds open.</summary>
/// <param name="Descriptor">The host's descriptor.</param>
/// <param name="Root">The grant it was opened under.</param>
/// <param name="Path">Its guest path.</param>
/// <param name="Kind">File or directory.</param>
/// <param name="IsWritable">Whether it was opened for writing.</param>
/// <param name="Appends">Whether writes go to the end.</param>
/// <param name="Synchronous">Whether each write has to reach the disk.</param>
internal sealed record OpenFile(
    OwnedDescriptor Descriptor, GrantRoot Root, string Path, FileKind Kind, bool IsWritable = false, bool Appends = false, bool Synchronous = false);

/// <summary>
/// The guest's descriptors: numbers of its own, counted up, so that a number that was closed does not soon stand for another file.
/// Safe for any thread; owns the files in it.
/// </summary>
internal sealed class DescriptorTable(int maximum) : IDisposable
{
    // Clear of 0, 1 and 2, which programs take for the standard streams.
    private const int First = 16;

    private readonly Dictionary<int, OpenFile> _files = [];
    private readonly Lock _lock = new();
    private int _next = First;
    private bool _closed;

    /// <summary>Whether one more fits now.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
            {
                return _files.Count < maximum && !_closed;
            }
        }
    }

    /// <summary>Takes a file over; false, and the file closed, when the table is full.</summary>
    public bool TryAdd(OpenFile file, out int descriptor)
    {
        lock (_lock)
        {
            if (_files.Count < maximum && !_closed)
            {
                while (!_files.TryAdd(_next, file))
                {
                    Advance();
                }

                descriptor = _next;
                Advance();
                return true;
            }
        }

        file.Descriptor.Dispose();
        descriptor = 0;
        return false;
    }

    /// <summary>The file of a number.</summary>
    public bool TryGet(long descriptor, [NotNullWhen(true)] out OpenFile? file)
    {
        lock (_lock)
        {
            file = null;
            return descriptor is >= First and <= int.MaxValue && _files.TryGetValue((int)descriptor, out file);
        }
    }

    /// <summary>Closes one; false when there is none.</summary>
    public bool TryClose(long descriptor)
    {
        OpenFile? file;
        lock (_lock)
        {
            if (descriptor is < First or > int.MaxValue || !_files.Remove((int)descriptor, out file))
            {
                return false;
            }
        }

        // A read of another thread that is under way keeps the host's descriptor until it is done.
        file.Descriptor.Dispose();
        return true;
    }

    /// <summary>Closes all, and takes no more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (OpenFile file in _files.Values)
            {
                file.Descriptor.Dispose();
            }

            _files.Clear();
        }
    }

    private void Advance() => _next = _next == int.MaxValue ? First : _next + 1;
}
