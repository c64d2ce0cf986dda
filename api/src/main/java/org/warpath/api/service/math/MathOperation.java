package org.warpath.api.service.math;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operation that the service offers.
 *
 * @param path its route
 * @param request what its JSON is, and its query beside binary bodies
 * @param arrays the names of the arrays that it takes
 * @param single which of them may come alone, as .npy; null for none
 * @param sparse whether it takes a sparse matrix
 * @param named whether it answers several arrays by name, or one
 */
record MathOperation(
    String path,
    Class<? extends MathRequest> request,
    List<String> arrays,
    @Nullable String single,
    boolean sparse,
    boolean named) {
  static final String JSON = "application/json";
  static final String NPY = "application/x-npy";
  static final String NPZ = "application/x-npz";

  /** The field that holds a sparse matrix. */
  static final String MATRIX = "matrix";

  /** The field that says how to take arrays of JSON, which know no complex numbers. */
  static final String PAIRS = "pairs";

  static final List<MathOperation> ALL =
      List.of(
          new MathOperation(
              "/v1/linalg/gemm", GemmRequest.class, List.of("a", "b", "c"), null, false, false),
          new MathOperation(
              "/v1/linalg/solve", SolveRequest.class, List.of("a", "b"), null, true, false),
          new MathOperation("/v1/linalg/svd", SvdRequest.class, List.of("a"), "a", false, true),
          new MathOperation("/v1/linalg/eigs", EigsRequest.class, List.of("a"), "a", true, true),
          new MathOperation("/v1/linalg/spmv", SpmvRequest.class, List.of("x"), "x", true, false),
          new MathOperation("/v1/fft", FftRequest.class, List.of("x"), "x", false, false));

  /** The fields of a request that can stand in the query beside arrays in NumPy's formats. */
  Set<String> options() {
    return Stream.of(request.getRecordComponents())
        .map(RecordComponent::getName)
        .filter(name -> !arrays.contains(name) && !name.equals(MATRIX) && !name.equals(PAIRS))
        .collect(Collectors.toSet());
  }

  /** The content types of bodies that it takes. */
  List<String> takes() {
    List<String> types = new ArrayList<>(List.of(JSON));
    if (single != null) {
      types.add(NPY);
    }
    if (arrays.size() > 1 || sparse) {
      types.add(NPZ);
    }
    return types;
  }

  /** The content types of its answers. */
  List<String> answers() {
    return List.of(JSON, named ? NPZ : NPY);
  }
}
