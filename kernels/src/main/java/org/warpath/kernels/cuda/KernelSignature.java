package org.warpath.kernels.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jcuda.NativePointerObject;
import jcuda.Pointer;

/**
 * A kernel's name and parameters as its source declares them. The driver takes arguments as bare
 * addresses: one of the wrong type would be read as something else, silently; here it is refused.
 *
 * @param name the kernel
 * @param parameters what it takes, in order
 */
record KernelSignature(String name, List<Parameter> parameters) {
  // NVRTC mangles other names, so all kernels are extern "C".
  private static final Pattern ENTRY =
      Pattern.compile(
          "extern\\s+\"C\"\\s+__global__\\s+void\\s+"
              + "(?:__launch_bounds__\\s*\\([^)]*\\)\\s*)?(\\w+)\\s*\\(([^)]*)\\)");
  private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  /** A parameter: its declared type's kind and its name. */
  record Parameter(Kind kind, String name) {}

  /** What a parameter takes. */
  enum Kind {
    POINTER(DeviceBuffer.class),
    INT(Integer.class),
    LONG(Long.class),
    FLOAT(Float.class),
    DOUBLE(Double.class);

    final Class<?> argument;

    Kind(Class<?> argument) {
      this.argument = argument;
    }
  }

  /** The kernels that {@code source} declares, in its order. */
  static List<KernelSignature> parse(String file, String source) {
    List<KernelSignature> kernels = new ArrayList<>();
    Matcher entry = ENTRY.matcher(COMMENT.matcher(source).replaceAll(" "));
    while (entry.find()) {
      List<Parameter> parameters = new ArrayList<>();
      for (String declaration : entry.group(2).split(",", -1)) {
        if (!declaration.isBlank()) {
          parameters.add(parameter(file, entry.group(1), declaration.strip()));
        }
      }
      kernels.add(new KernelSignature(entry.group(1), List.copyOf(parameters)));
    }
    return kernels;
  }

  private static Parameter parameter(String file, String kernel, String declaration) {
    int nameStart = declaration.length();
    while (nameStart > 0 && Character.isJavaIdentifierPart(declaration.charAt(nameStart - 1))) {
      nameStart--;
    }
    String name = declaration.substring(nameStart);
    String type =
        declaration.substring(0, nameStart).replaceAll("\\bconst\\b|__restrict__", "").strip();
    Kind kind =
        type.contains("*")
            ? Kind.POINTER
            : switch (type) {
              case "int", "unsigned", "unsigned int" -> Kind.INT;
              case "long long", "unsigned long long" -> Kind.LONG;
              case "float" -> Kind.FLOAT;
              case "double" -> Kind.DOUBLE;
              default ->
                  throw new IllegalStateException(
                      file
                          + ".cu: kernel "
                          + kernel
                          + ": parameter "
                          + declaration
                          + ": expected a pointer, int, unsigned, long long, float or double");
            };
    return new Parameter(kind, name);
  }

  /** The addresses to launch with. */
  Pointer[] pointers(Object... arguments) {
    if (arguments.length != parameters.size()) {
      throw new IllegalArgumentException(
          name + " takes " + parameters.size() + " arguments, had " + arguments.length);
    }
    Pointer[] pointers = new Pointer[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      Parameter parameter = parameters.get(i);
      Object argument = arguments[i];
      if (!parameter.kind().argument.isInstance(argument)) {
        throw new IllegalArgumentException(
            String.format(
                "%s: argument %d (%s) must be a %s, was %s",
                name,
                i + 1,
                parameter.name(),
                parameter.kind().argument.getSimpleName(),
                argument == null ? "null" : argument.getClass().getSimpleName()));
      }
      pointers[i] = pointer(argument);
    }
    return pointers;
  }

  private static Pointer pointer(Object argument) {
    return switch (argument) {
      case DeviceBuffer buffer -> Pointer.to((NativePointerObject) buffer.pointer());
      case Integer value -> Pointer.to(new int[] {value});
      case Long value -> Pointer.to(new long[] {value});
      case Float value -> Pointer.to(new float[] {value});
      case Double value -> Pointer.to(new double[] {value});
      default -> throw new AssertionError(argument);
    };
  }
}
