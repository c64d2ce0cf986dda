package org.warpath.linalg.blas.cuda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jcuda.Pointer;
import jcuda.cudaDataType;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasComputeType;
import jcuda.jcublas.cublasGemmAlgo;
import jcuda.jcublas.cublasHandle;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.DeviceMatrix;
import org.warpath.linalg.dense.DeviceMatrixBatch;
import org.warpath.linalg.dense.GemmMath;

/**
 * Products by cuBLAS on one scope's stream, of one pair of matrices or of many, of all four types.
 * Float64 is multiplied and summed in float64; float32 in float32, with TF32 factors only where
 * they are asked for; 16-bit types in float32, rounded once at the end.
 *
 * <p>Of JCublas's functions those named {@code …_new} are cuBLAS's own; the others take CUDA 10's
 * compute types, which know no TF32.
 *
 * <p>As with {@link Cublas}, matrices have either order, shapes are checked and not empty, calls
 * return before the device is done, and failures name function, shapes and status.
 */
public final class CublasGemm {
  // What the fast kernels load at once, and what cuBLAS cannot check of an array of pointers.
  private static final int ALIGNMENT = 16;

  private final DeviceScope scope;

  /** For as long as {@code scope} is open. */
  public CublasGemm(DeviceScope scope) {
    this.scope = scope;
  }

  private cublasHandle handle() {
    return scope.companion(Handle.class, () -> new Handle(scope.stream())).pointer;
  }

  /** What a call says of three matrices beside where they are; those of one form share a call. */
  private record Form(
      ElementType type, ColumnMajor a, ColumnMajor b, int leadC, int m, int n, int k) {

    /** C is column-major. */
    static Form of(DeviceMatrix a, DeviceMatrix b, DeviceMatrix c) {
      int leadC = ColumnMajor.of(c).leadingDimension();
      return new Form(
          c.type(),
          ColumnMajor.of(a),
          ColumnMajor.of(b),
          leadC,
          c.rows(),
          c.columns(),
          a.columns());
    }

    int dataType() {
      return switch (type) {
        case FLOAT16 -> cudaDataType.CUDA_R_16F;
        case BFLOAT16 -> cudaDataType.CUDA_R_16BF;
        case FLOAT32 -> cudaDataType.CUDA_R_32F;
        case FLOAT64 -> cudaDataType.CUDA_R_64F;
      };
    }

    int computeType(GemmMath math) {
      return switch (type) {
        case FLOAT16, BFLOAT16 -> cublasComputeType.CUBLAS_COMPUTE_32F;
        case FLOAT32 ->
            math == GemmMath.TF32
                ? cublasComputeType.CUBLAS_COMPUTE_32F_FAST_TF32
                : cublasComputeType.CUBLAS_COMPUTE_32F;
        case FLOAT64 -> cublasComputeType.CUBLAS_COMPUTE_64F;
      };
    }
  }

  private static Supplier<String> call(String function, String of, DeviceMatrix a, DeviceMatrix b) {
    return () -> "%s of %s%s by %s".formatted(function, of, a.describe(), b.shape());
  }

  /** C ← alpha · A·B + beta · C, with A[m×k], B[k×n], C[m×n]. */
  public void gemm(
      double alpha, DeviceMatrix a, DeviceMatrix b, double beta, DeviceMatrix c, GemmMath math) {
    if (ColumnMajor.of(c).isTransposed()) {
      gemm(alpha, b.transposed(), a.transposed(), beta, c.transposed(), math);
      return;
    }
    Form form = Form.of(a, b, c);
    Handle.check(
        JCublas2.cublasGemmEx_new(
            handle(),
            form.a().operation(),
            form.b().operation(),
            form.m(),
            form.n(),
            form.k(),
            Cublas.factor(form.type(), alpha),
            a.memory().pointer(),
            form.dataType(),
            form.a().leadingDimension(),
            b.memory().pointer(),
            form.dataType(),
            form.b().leadingDimension(),
            Cublas.factor(form.type(), beta),
            c.memory().pointer(),
            form.dataType(),
            form.leadC(),
            form.computeType(math),
            cublasGemmAlgo.CUBLAS_GEMM_DEFAULT),
        call("cublasGemmEx", "", a, b));
  }

  /** Cᵢ ← alpha · Aᵢ·Bᵢ + beta · Cᵢ for each i of a batch, at least one. */
  public void gemm(
      double alpha,
      DeviceMatrixBatch a,
      DeviceMatrixBatch b,
      double beta,
      DeviceMatrixBatch c,
      GemmMath math) {
    if (ColumnMajor.of(c.get(0)).isTransposed()) {
      gemm(alpha, b.transposed(), a.transposed(), beta, c.transposed(), math);
      return;
    }
    Form form = Form.of(a.get(0), b.get(0), c.get(0));
    Handle.check(
        JCublas2.cublasGemmStridedBatchedEx_new(
            handle(),
            form.a().operation(),
            form.b().operation(),
            form.m(),
            form.n(),
            form.k(),
            Cublas.factor(form.type(), alpha),
            a.memory().pointer(),
            form.dataType(),
            form.a().leadingDimension(),
            a.batchStride(),
            b.memory().pointer(),
            form.dataType(),
            form.b().leadingDimension(),
            b.batchStride(),
            Cublas.factor(form.type(), beta),
            c.memory().pointer(),
            form.dataType(),
            form.leadC(),
            c.batchStride(),
            c.count(),
            form.computeType(math),
            cublasGemmAlgo.CUBLAS_GEMM_DEFAULT),
        call("cublasGemmStridedBatchedEx", c.count() + " times ", a.get(0), b.get(0)));
  }

  /**
   * Cᵢ ← alpha · Aᵢ·Bᵢ + beta · Cᵢ for each i of three lists: one call for all of one shape and one
   * order. Waits for the device where there is such a call.
   */
  public void gemm(
      double alpha,
      List<DeviceMatrix> a,
      List<DeviceMatrix> b,
      double beta,
      List<DeviceMatrix> c,
      GemmMath math) {
    Map<Form, List<Product>> products = new LinkedHashMap<>();
    for (int i = 0; i < c.size(); i++) {
      Product product = Product.of(a.get(i), b.get(i), c.get(i));
      Form form = Form.of(product.a(), product.b(), product.c());
      products.computeIfAbsent(form, f -> new ArrayList<>()).add(product);
    }
    products.forEach((form, group) -> {
      if (group.size() > 1 && group.stream().allMatch(Product::isAligned)) {
        batched(form, alpha, group, beta, math);
      } else {
        group.forEach(product -> gemm(alpha, product.a(), product.b(), beta, product.c(), math));
      }
    });
  }

  /** Three matrices, the result column-major. */
  private record Product(DeviceMatrix a, DeviceMatrix b, DeviceMatrix c) {
    static Product of(DeviceMatrix a, DeviceMatrix b, DeviceMatrix c) {
      return c.isColumnMajor()
          ? new Product(a, b, c)
          : new Product(b.transposed(), a.transposed(), c.transposed());
    }

    boolean isAligned() {
      return a.memory().isAligned(ALIGNMENT)
          && b.memory().isAligned(ALIGNMENT)
          && c.memory().isAligned(ALIGNMENT);
    }
  }

  private void batched(Form form, double alpha, List<Product> group, double beta, GemmMath math) {
    List<DeviceBuffer> places = new ArrayList<>();
    group.forEach(product -> places.add(product.a().memory()));
    group.forEach(product -> places.add(product.b().memory()));
    group.forEach(product -> places.add(product.c().memory()));
    DeviceBuffer addresses = scope.addresses(places, "addresses of matrices");
    Pointer table = addresses.pointer();
    long each = (long) Long.BYTES * group.size();
    Handle.check(
        JCublas2.cublasGemmBatchedEx_new(
            handle(),
            form.a().operation(),
            form.b().operation(),
            form.m(),
            form.n(),
            form.k(),
            Cublas.factor(form.type(), alpha),
            table,
            form.dataType(),
            form.a().leadingDimension(),
            table.withByteOffset(each),
            form.dataType(),
            form.b().leadingDimension(),
            Cublas.factor(form.type(), beta),
            table.withByteOffset(2 * each),
            form.dataType(),
            form.leadC(),
            group.size(),
            form.computeType(math),
            cublasGemmAlgo.CUBLAS_GEMM_DEFAULT),
        call(
            "cublasGemmBatchedEx",
            group.size() + " times ",
            group.getFirst().a(),
            group.getFirst().b()));
    scope.free(addresses);
  }
}
