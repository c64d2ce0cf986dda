package org.warpath.kernels.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a compiled kernel takes of a multiprocessor.
 *
 * @param kernel its name
 * @param registers registers of a thread
 * @param stackBytes local memory of a thread, beside spills
 * @param spillStoreBytes bytes of registers that a thread writes to memory for want of room; 0 in a
 *     good kernel
 * @param spillLoadBytes bytes of them that it reads back
 * @param sharedBytes static shared memory of a block
 */
public record KernelResources(
    String kernel,
    int registers,
    int stackBytes,
    int spillStoreBytes,
    int spillLoadBytes,
    int sharedBytes) {
  private static final Pattern ENTRY = Pattern.compile("Compiling entry function '(\\w+)'");
  private static final Pattern STACK =
      Pattern.compile(
          "(\\d+) bytes stack frame, (\\d+) bytes spill stores, (\\d+) bytes spill loads");
  private static final Pattern USED = Pattern.compile("Used (\\d+) registers");
  private static final Pattern SHARED = Pattern.compile("(\\d+) bytes smem");

  /**
   * The kernels of {@code source}, compiled for {@code architecture}.
   *
   * @throws CudaException if it does not compile, or the compiler does not tell
   */
  public static List<KernelResources> of(KernelSource source, Architecture architecture) {
    String log = KernelCompiler.compile(source, architecture, true).log();
    List<KernelResources> resources = parse(log);
    if (resources.size() != source.kernels().size()) {
      throw new CudaException(
          "nvrtcGetProgramLog",
          0,
          "the compiler told the resources of "
              + resources.size()
              + " of the "
              + source.kernels().size()
              + " kernels of "
              + source.name()
              + ".cu");
    }
    return resources;
  }

  /** Reads what the assembler says when asked to be verbose. */
  static List<KernelResources> parse(String log) {
    List<KernelResources> all = new ArrayList<>();
    Matcher entry = ENTRY.matcher(log);
    while (entry.find()) {
      int end = log.indexOf("Compiling entry function", entry.end());
      String text = log.substring(entry.end(), end < 0 ? log.length() : end);
      // Functions that were not inlined have stacks of their own: the entry's comes first.
      Matcher stack = STACK.matcher(text);
      boolean stacked = stack.find();
      all.add(
          new KernelResources(
              entry.group(1),
              number(USED, text),
              stacked ? Integer.parseInt(stack.group(1)) : 0,
              stacked ? Integer.parseInt(stack.group(2)) : 0,
              stacked ? Integer.parseInt(stack.group(3)) : 0,
              number(SHARED, text)));
    }
    return all;
  }

  private static int number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
