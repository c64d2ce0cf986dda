package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;

/**
 * A LAPACK routine in single and double precision. Fortran takes every argument by its address;
 * after them come the lengths of the character arguments, by value.
 */
enum Routine {
  GETRF(6, 0),
  GETRS(9, 1),
  GETRI(7, 0),
  GECON(9, 1),
  POTRF(5, 1),
  POTRS(8, 1),
  POTRI(5, 1),
  POCON(9, 1),
  GEQRF(8, 0),
  GEQP3(9, 0),
  ORMQR(13, 2),
  ORGQR(9, 0),
  GELSD(14, 0),
  GELSY(13, 0),
  GESDD(14, 1),
  SYEVD(11, 2);

  private final int arguments;
  private final int characters;
  // Written twice at worst, with equal handles.
  private final @Nullable MethodHandle[] handles = new MethodHandle[2];

  Routine(int arguments, int characters) {
    this.arguments = arguments;
    this.characters = characters;
  }

  /** How many arguments the routine takes, {@code INFO} included, lengths of characters not. */
  int arguments() {
    return arguments;
  }

  /** The routine for {@code type}, as a function of one {@code MemorySegment[]}. */
  MethodHandle handle(ElementType type) {
    int precision =
        switch (type) {
          case FLOAT32 -> 0;
          case FLOAT64 -> 1;
          case FLOAT16, BFLOAT16 -> throw new IllegalArgumentException("LAPACK has no " + type);
        };
    MethodHandle handle = handles[precision];
    if (handle == null) {
      handle = link((precision == 0 ? "s" : "d") + name().toLowerCase(Locale.ROOT) + "_");
      handles[precision] = handle;
    }
    return handle;
  }

  private MethodHandle link(String symbol) {
    MemoryLayout[] layouts = new MemoryLayout[arguments + characters];
    Arrays.fill(layouts, 0, arguments, ADDRESS);
    Arrays.fill(layouts, arguments, layouts.length, JAVA_LONG);
    Object[] lengths = new Object[characters];
    Arrays.fill(lengths, 1L);
    return MethodHandles.insertArguments(
            OpenBlas.function(symbol, FunctionDescriptor.ofVoid(layouts)), arguments, lengths)
        .asSpreader(MemorySegment[].class, arguments);
  }
}
