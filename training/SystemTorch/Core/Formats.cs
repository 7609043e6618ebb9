namespace TorchSharp;

public enum memory_format
{
    preserve_format = 0,
    contiguous_format = 1,
    channels_last = 2,
}

public enum layout
{
    strided = 0,
    sparse_coo = 1,
}
