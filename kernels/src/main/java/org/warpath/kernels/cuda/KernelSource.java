package org.warpath.kernels.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .cu} file and the headers it includes.
 *
 * @param name the file's name without its ending
 * @param text its contents
 * @param headers contents by name, of all headers that it includes directly or not
 */
public record KernelSource(String name, String text, Map<String, String> headers) {
  /** All files, in alphabetical order. */
  public static final List<String> NAMES =
      List.of(
          "bfs",
          "bfs_bottom_up",
          "bfs_parents",
          "blas",
          "cdlp",
          "cdlp_vote",
          "convert",
          "edge_weights",
          "elementwise",
          "fft",
          "krylov",
          "krylov_basis",
          "krylov_matrix",
          "lcc",
          "nn_activation",
          "nn_affine_grid",
          "nn_arrays",
          "nn_channels",
          "nn_channels_backward",
          "nn_convolution",
          "nn_dropout",
          "nn_embedding",
          "nn_global_pooling",
          "nn_grid_sample",
          "nn_grid_sample_scatter",
          "nn_gru",
          "nn_im2col",
          "nn_indices",
          "nn_layer_normalization",
          "nn_local_response",
          "nn_loss",
          "nn_pooling",
          "nn_pooling_backward",
          "nn_prelu",
          "nn_recurrent",
          "nn_selection",
          "nn_softmax",
          "nn_solver",
          "nn_tiles",
          "nn_tiles_back",
          "orientation",
          "pagerank",
          "pagerank_batched",
          "pagerank_batched_vectors",
          "pagerank_gds",
          "pagerank_vectors",
          "parent_tree",
          "pull_tiles",
          "reduction",
          "rmat",
          "row_merge",
          "row_sort",
          "scan",
          "semiring_spmv",
          "sssp",
          "triangles",
          "wcc",
          "widest_path");

  private static final Pattern INCLUDE = Pattern.compile("#include\\s+\"([^\"]+)\"");

  /**
   * The file {@code cuda/<name>.cu}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static KernelSource named(String name) {
    String text = read(name + ".cu");
    Map<String, String> headers = new TreeMap<>();
    include(text, headers);
    return new KernelSource(name, text, headers);
  }

  private static void include(String text, Map<String, String> headers) {
    Matcher include = INCLUDE.matcher(text);
    while (include.find()) {
      String header = include.group(1);
      if (!headers.containsKey(header)) {
        String contents = read(header);
        headers.put(header, contents);
        include(contents, headers);
      }
    }
  }

  private static String read(String file) {
    try (InputStream in = KernelSource.class.getResourceAsStream("/cuda/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no kernel file cuda/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cuda/" + file, e);
    }
  }

  /** Its kernels, in the file's order. */
  List<KernelSignature> signatures() {
    return KernelSignature.parse(name, text);
  }

  /** The names of its kernels, in the file's order. */
  public List<String> kernels() {
    return signatures().stream().map(KernelSignature::name).toList();
  }
}
