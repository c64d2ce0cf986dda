package org.warpath.api.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A jar in memory.
 *
 * @param file where it was read
 * @param entries content by name, in the jar's order
 */
record Jar(Path file, Map<String, byte[]> entries) {

  private static final String CLASS = ".class";
  // A fixed time makes two bundles of the same jars equal.
  static final long ENTRY_TIME_MILLIS = 1_700_000_000_000L;

  static Jar read(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return new Jar(file, entries);
  }

  String name() {
    return file.getFileName().toString();
  }

  /** Its classes by internal name ({@code java/lang/Object}). */
  Map<String, byte[]> classes() {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    entries.forEach((name, content) -> {
      if (isClass(name)) {
        classes.put(name.substring(0, name.length() - CLASS.length()), content);
      }
    });
    return classes;
  }

  /** This jar with those of its classes that {@code needed} accepts by internal name. */
  Jar withClasses(Predicate<String> needed) {
    Map<String, byte[]> kept = new LinkedHashMap<>(entries);
    kept.keySet()
        .removeIf(name ->
            isClass(name) && !needed.test(name.substring(0, name.length() - CLASS.length())));
    return new Jar(file, kept);
  }

  /** This jar without native libraries for other platforms than 64-bit Linux on x86. */
  Jar forLinux() {
    Map<String, byte[]> kept = new LinkedHashMap<>(entries);
    kept.keySet().removeIf(name -> isNative(name) && !isForLinux(name.toLowerCase(Locale.ROOT)));
    return new Jar(file, kept);
  }

  /** This jar with nothing in it compressed, for a compression over many jars. */
  byte[] uncompressed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        Payload.store(zip, content.getKey(), content.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isClass(String name) {
    return name.endsWith(CLASS)
        && !name.startsWith("META-INF/")
        && !name.equals("module-info.class");
  }

  private static boolean isNative(String name) {
    return name.matches(".*\\.(so|dll|dylib|jnilib|a)");
  }

  private static boolean isForLinux(String name) {
    return name.contains("linux") && (name.contains("x86_64") || name.contains("amd64"));
  }
}
