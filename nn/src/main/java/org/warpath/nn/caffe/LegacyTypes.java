package org.warpath.nn.caffe;

import java.util.Map;

/** The names that types of layers had before they were strings. */
final class LegacyTypes {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ABSVAL", "AbsVal"),
          Map.entry("ACCURACY", "Accuracy"),
          Map.entry("BNLL", "BNLL"),
          Map.entry("CONCAT", "Concat"),
          Map.entry("CONVOLUTION", "Convolution"),
          Map.entry("DATA", "Data"),
          Map.entry("DECONVOLUTION", "Deconvolution"),
          Map.entry("DROPOUT", "Dropout"),
          Map.entry("ELTWISE", "Eltwise"),
          Map.entry("EUCLIDEAN_LOSS", "EuclideanLoss"),
          Map.entry("FLATTEN", "Flatten"),
          Map.entry("HDF5_DATA", "HDF5Data"),
          Map.entry("IMAGE_DATA", "ImageData"),
          Map.entry("INNER_PRODUCT", "InnerProduct"),
          Map.entry("LRN", "LRN"),
          Map.entry("MEMORY_DATA", "MemoryData"),
          Map.entry("POOLING", "Pooling"),
          Map.entry("POWER", "Power"),
          Map.entry("RELU", "ReLU"),
          Map.entry("SIGMOID", "Sigmoid"),
          Map.entry("SILENCE", "Silence"),
          Map.entry("SLICE", "Slice"),
          Map.entry("SOFTMAX", "Softmax"),
          Map.entry("SOFTMAX_LOSS", "SoftmaxWithLoss"),
          Map.entry("SPLIT", "Split"),
          Map.entry("TANH", "TanH"));

  private LegacyTypes() {}

  /** Today's name; the same where there is none. */
  static String today(String name) {
    return NAMES.getOrDefault(name, name);
  }
}
