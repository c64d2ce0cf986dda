package org.warpath.linalg.openblas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.warpath.linalg.ElementType;

/**
 * A LAPACK routine in single and double precision. Fortran takes every argument by its address;
 * after them come the lengths of the character arguments, by value.
 */
final class Routine {
  static final Routine GETRF = new Routine("getrf", 6, 0);
  static final Routine GETRS = new Routine("getrs", 9, 1);
  static final Routine GETRI = new Routine("getri", 7, 0);
  static final Routine GECON = new Routine("gecon", 9, 1);
  static final Routine POTRF = new Routine("potrf", 5, 1);
  static final Routine POTRS = new Routine("potrs", 8, 1);
  static final Routine POTRI = new Routine("potri", 5, 1);
  static final Routine POCON = new Routine("pocon", 9, 1);
  static final Routine GEQRF = new Routine("geqrf", 8, 0);
  static final Routine GEQP3 = new Routine("geqp3", 9, 0);
  static final Routine ORMQR = new Routine("ormqr", 13, 2);
  static final Routine ORGQR = new Routine("orgqr", 9, 0);
  static final Routine GELSD = new Routine("gelsd", 14, 0);
  static final Routine GELSY = new Routine("gelsy", 13, 0);
  static final Routine GESDD = new Routine("gesdd", 14, 1);
  static final Routine SYEVD = new Routine("syevd", 11, 2);

  private final String name;
  private final int arguments;
  private final int characters;
  // Written twice at worst, with equal handles.
  private final @Nullable MethodHandle[] handles = new MethodHandle[2];

  private Routine(String name, int arguments, int characters) {
    this.name = name;
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
      handle = link((precision == 0 ? "s" : "d") + name + "_");
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

  @Override
  public String toString() {
    return name;
  }
}
