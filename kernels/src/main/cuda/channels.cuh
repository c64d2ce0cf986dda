// Channels of x[examples × channels × length], and how their sums are had: in two steps of fixed
// order, a block each piece of `size` elements, then a thread a channel, which goes over the pieces.
// What is kept a channel is float32 or, for float64, float64: means, inverses (1 / √(variance +
// epsilon)), and terms[3][channels]: how dx depends on dy, x − mean and 1.
#pragma once

#include "elements.cuh"
#include "totals.cuh"

#define HAS_SCALE 1
#define HAS_BIAS 2

// One piece of a channel's elements, which a block goes over.
struct Piece {
  int64 channel, channels, length, start, end;

  __device__ Piece(int64 number, int64 examples, int64 channels, int64 length, int64 pieces,
                   int64 size)
      : channels(channels), length(length) {
    int64 part;
    split(number, pieces, &channel, &part);
    start = part * size;
    end = start + size < examples * length ? start + size : examples * length;
  }

  __device__ int64 place(int64 i) const {
    int64 example, within;
    split(i, length, &example, &within);
    return (example * channels + channel) * length + within;
  }
};

__device__ __forceinline__ int64 channel_of(int64 place, int64 channels, int64 length) {
  int64 line, within, example, channel;
  split(place, length, &line, &within);
  split(line, channels, &example, &channel);
  return channel;
}
