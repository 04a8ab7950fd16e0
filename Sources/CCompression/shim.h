#include <brotli/decode.h>
#include <zstd.h>
