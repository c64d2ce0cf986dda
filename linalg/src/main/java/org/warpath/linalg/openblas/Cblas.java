package org.warpath.linalg.openblas;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The constants of CBLAS. Integers are 32 bits wide. */
public final class Cblas {
  /** CblasRowMajor. */
  public static final int ROW_MAJOR = 101;

  /** CblasColMajor. */
  public static final int COLUMN_MAJOR = 102;

  /** CblasNoTrans. */
  public static final int NO_TRANSPOSE = 111;

  /** CblasTrans. */
  public static final int TRANSPOSE = 112;

  /** CblasUpper. */
  public static final int UPPER = 121;

  /** CblasLower. */
  public static final int LOWER = 122;

  /** CblasNonUnit. */
  public static final int NON_UNIT = 131;

  /** CblasUnit. */
  public static final int UNIT = 132;

  /** CblasLeft. */
  public static final int LEFT = 141;

  /** CblasRight. */
  public static final int RIGHT = 142;

  private Cblas() {}

  /**
   * A function that takes and returns doubles, whatever the C function does.
   *
   * @param descriptor that of the function for float64
   * @param name {@code cblas_d…}, or {@code cblas_s…}, whose scalars are floats
   */
  static MethodHandle function(FunctionDescriptor descriptor, String name) {
    if (name.startsWith("cblas_d")) {
      return OpenBlas.function(name, descriptor);
    }
    MemoryLayout[] arguments =
        descriptor.argumentLayouts().stream().map(Cblas::single).toArray(MemoryLayout[]::new);
    FunctionDescriptor single =
        descriptor.returnLayout().isPresent()
            ? FunctionDescriptor.of(ValueLayout.JAVA_FLOAT, arguments)
            : FunctionDescriptor.ofVoid(arguments);
    MethodType type = descriptor.toMethodType();
    return MethodHandles.explicitCastArguments(OpenBlas.function(name, single), type);
  }

  private static MemoryLayout single(MemoryLayout layout) {
    return layout.equals(ValueLayout.JAVA_DOUBLE) ? ValueLayout.JAVA_FLOAT : layout;
  }
}
