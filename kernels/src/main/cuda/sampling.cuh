// Which elements of an input a grid's place takes, as Line and Taps have it: in three dimensions; in
// two, the first is of size 1 and taken whole.
#pragma once

#include "elements.cuh"

#define NEAREST 0
#define LINEAR 1
#define CUBIC 2
#define ZEROS 0
#define BORDER 1
#define REFLECTION 2
#define MOST_TAPS 4

struct Sampling {
  int rank, interpolation, padding, aligns;
  int sizes[3];
  int channels;
  int64 places;

  __device__ int64 length() const { return (int64)sizes[0] * sizes[1] * sizes[2]; }
};

// The taps of one dimension.
template <typename T>
struct Line {
  int count;
  int index[MOST_TAPS];
  T weight[MOST_TAPS];
  T slope[MOST_TAPS];

  // Of a dimension that is not there.
  __device__ void whole() {
    count = 1;
    index[0] = 0;
    weight[0] = 1;
    slope[0] = 0;
  }

  __device__ static T clip(T place, int size) {
    T last = T(size - 1);
    return place > 0 ? place < last ? place : last : place <= 0 ? T(0) : place;
  }

  __device__ static bool turned(T distance, T span) {
    return fmod(floor(distance / span), T(2)) != 0;
  }

  __device__ static T reflect(T place, int size, T least, T span) {
    if (span == 0) return 0;
    T distance = fabs(place - least);
    T rest = fmod(distance, span);
    return least + (turned(distance, span) ? span - rest : rest);
  }

  __device__ static int element(T place, int size) {
    return place >= 0 && place <= T(size - 1) ? (int)place : -1;
  }

  __device__ static T inner(T t) { return (T(1.25) * t - T(2.25)) * t * t + T(1); }
  __device__ static T innerSlope(T t) { return (T(3.75) * t - T(4.5)) * t; }
  __device__ static T outer(T t) { return ((T(-0.75) * t + T(3.75)) * t - T(6)) * t + T(3); }
  __device__ static T outerSlope(T t) { return (T(-2.25) * t + T(7.5)) * t - T(6); }

  __device__ void weigh(const Sampling& how, T number, int size) {
    T place = how.aligns ? (number + T(1)) / T(2) * T(size - 1)
                         : ((number + T(1)) * T(size) - T(1)) / T(2);
    T scale = T(how.aligns ? size - 1 : size) / T(2);
    T least = how.aligns ? T(0) : T(-0.5);
    T span = T(how.aligns ? size - 1 : size);
    bool mirrors = how.padding == REFLECTION;
    if (how.interpolation == CUBIC) {
      T first = floor(place);
      T t = place - first;
      count = 4;
      for (int tap = 0; tap < 4; tap++) {
        T at = first + T(tap - 1);
        if (mirrors) at = reflect(at, size, least, span);
        if (how.padding != ZEROS) at = clip(at, size);
        index[tap] = element(at, size);
      }
      weight[0] = outer(T(1) + t);
      weight[1] = inner(t);
      weight[2] = inner(T(1) - t);
      weight[3] = outer(T(2) - t);
      slope[0] = scale * outerSlope(T(1) + t);
      slope[1] = scale * innerSlope(t);
      slope[2] = -scale * innerSlope(T(1) - t);
      slope[3] = -scale * outerSlope(T(2) - t);
      return;
    }
    T inside = mirrors ? reflect(place, size, least, span) : place;
    if (how.padding != ZEROS) {
      if (inside <= 0 || inside >= T(size - 1)) scale = 0;
      T distance = place - least;
      if (mirrors && scale != 0 && (distance < 0) != turned(fabs(distance), span)) scale = -scale;
      inside = clip(inside, size);
    }
    if (how.interpolation == NEAREST) {
      count = 1;
      index[0] = element(rint(inside), size);
      weight[0] = 1;
      slope[0] = 0;
      return;
    }
    T first = floor(inside);
    count = 2;
    index[0] = element(first, size);
    index[1] = element(first + T(1), size);
    weight[0] = T(1) - (inside - first);
    weight[1] = inside - first;
    slope[0] = -scale;
    slope[1] = scale;
  }
};

// The taps of one place: those of its lines, every one with every other.
template <typename T>
struct Taps {
  Line<T> lines[3];
  int sizes[3];

  __device__ Taps(const Sampling& how, int type, const void* grid, int64 place) {
    for (int i = 0; i < 3; i++) {
      sizes[i] = how.sizes[i];
      if (i < 3 - how.rank) {
        lines[i].whole();
      } else {
        T number = load_element(grid, place * how.rank + (2 - i), type, T(0));
        lines[i].weigh(how, number, sizes[i]);
      }
    }
  }

  __device__ int count() const { return lines[0].count * lines[1].count * lines[2].count; }

  // Which of each line's taps tap number `tap` is, the last line's the quickest.
  __device__ void split_tap(int tap, int (&digits)[3]) const {
    digits[2] = tap % lines[2].count;
    digits[1] = tap / lines[2].count % lines[1].count;
    digits[0] = tap / lines[2].count / lines[1].count;
  }

  // The element of the channel, or -1.
  __device__ int element(const int (&digits)[3]) const {
    int place = 0;
    for (int i = 0; i < 3; i++) {
      int index = lines[i].index[digits[i]];
      place = place < 0 || index < 0 ? -1 : place * sizes[i] + index;
    }
    return place;
  }

  // The weight, or its derivative by the number of line `varied`.
  __device__ T weight(const int (&digits)[3], int varied) const {
    T product = 1;
    for (int i = 0; i < 3; i++) {
      product *= i == varied ? lines[i].slope[digits[i]] : lines[i].weight[digits[i]];
    }
    return product;
  }
};
