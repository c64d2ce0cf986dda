package org.warpath.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.CopyBandwidth;
import org.warpath.kernels.cuda.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code warpath bench cuda-math}. */
@Command(
    name = "cuda-math",
    description = {
      "Matrix products and Fourier transforms on the device beside bare cuBLAS and cuFFT, sparse products, additions"
          + " and sums beside the copy bandwidth.",
      "What is measured is first verified against the CPU engine, on a small size. Data are on the device; a figure is"
          + " the median of all rounds, each of enough calls to last. Ours and the library's take turns; a ratio is the"
          + " median of the rounds' ratios."
    },
    mixinStandardHelpOptions = true)
final class CudaMathBench implements Callable<Integer> {
  private static final int LARGEST = 65_536;

  /** What is measured. */
  enum Part {
    /** Dense products. */
    GEMM,
    /** Fourier transforms. */
    FFT,
    /** Sparse products. */
    SPMV,
    /** Additions and sums. */
    ELEMENTS
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WHAT",
      description = "some of: ${COMPLETION-CANDIDATES} (default: all)")
  private List<Part> parts = List.of(Part.values());

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N",
      description =
          "rows and columns of the dense products, several in turn (default: 1024,4096,8192)")
  private @Nullable List<Integer> sizes;

  @Option(names = "--small", description = "sizes that show that everything runs, and nothing else")
  private boolean small;

  @Option(names = "--device", paramLabel = "N", description = "the device (default: 0)")
  private int ordinal;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "rounds of each (default: ${DEFAULT-VALUE})")
  private int runs = 9;

  @Option(
      names = "--copy-mib",
      paramLabel = "N",
      description = "MiB copied to measure bandwidth (default: ${DEFAULT-VALUE})")
  private int copyMebibytes = 1024;

  @Option(names = "--json", paramLabel = "FILE", description = "also write the figures to FILE")
  private @Nullable Path json;

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public Integer call() throws IOException {
    List<Integer> products =
        sizes != null ? sizes : small ? List.of(33) : List.of(1024, 4096, 8192);
    if (runs < 1) {
      throw new IllegalArgumentException("--runs must be at least 1, was " + runs);
    }
    if (copyMebibytes < 1) {
      throw new IllegalArgumentException("--copy-mib must be at least 1, was " + copyMebibytes);
    }
    for (int size : products) {
      if (size < 1 || size > LARGEST) {
        throw new IllegalArgumentException(
            "--sizes must be in [1, " + LARGEST + "], one was " + size);
      }
    }
    Device device = Device.open(ordinal);
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode root = mapper.createObjectNode();
    CopyBandwidth bandwidth = CudaMachine.measure(device, copyMebibytes, root, out);
    root.put("runs", runs);
    root.put("targetShareOfBare", DeviceRace.TARGET);
    CudaMathReport report = new CudaMathReport(bandwidth, out);
    for (Part part : parts) {
      switch (part) {
        case GEMM -> new CudaGemmRuns(device, runs, report).run(products, root.putArray("gemm"));
        case FFT -> new CudaFftRuns(device, runs, report).run(lines(), root.putArray("fft"));
        case SPMV ->
            new CudaSpmvRuns(device, runs, report).run(small ? 8 : 256, root.putArray("spmv"));
        case ELEMENTS ->
            new CudaElementRuns(device, runs, report)
                .run(small ? 1000 : 1 << 27, root.putArray("elements"));
      }
    }
    if (json != null) {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    }
    return ExitCode.OK;
  }

  private List<CudaFftRuns.Lines> lines() {
    List<CudaFftRuns.Lines> all = new ArrayList<>();
    for (int power = small ? 5 : 20; power <= (small ? 6 : 26); power++) {
      all.add(new CudaFftRuns.Lines(false, 1 << power, 1));
    }
    int square = small ? 8 : 1024;
    all.add(new CudaFftRuns.Lines(false, square, square));
    all.add(new CudaFftRuns.Lines(true, small ? 64 : 1 << 22, 1));
    return all;
  }
}
