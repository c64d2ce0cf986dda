package org.warpath.linalg.openblas;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A native library on the class path.
 *
 * @param file the name by which others ask for it
 * @param resource where it is
 * @param size its bytes, unpacked; −1 if it does not lie in a jar
 * @param crc its CRC-32 as the jar's directory has it; −1 if it does not lie in a jar
 */
record PackedLibrary(String file, URL resource, long size, long crc) {
  private static final String LINUX = "linux";

  /** OpenBLAS for this machine, such as {@code "linux-x86_64"}. */
  static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String processor = machine.equals("aarch64") ? "arm64" : "x86_64";
    return (system.contains("mac") ? "macosx" : LINUX) + "-" + processor;
  }

  /** OpenBLAS, and before it what it asks for by name, each before those that ask for it. */
  static List<PackedLibrary> openBlas(String platform) throws IOException {
    List<String> files =
        platform.startsWith(LINUX)
            ? List.of("libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0")
            : List.of("libopenblas.0.dylib");
    List<PackedLibrary> libraries = new ArrayList<>();
    for (String file : files) {
      libraries.add(find(platform, file));
    }
    return libraries;
  }

  private static PackedLibrary find(String platform, String file) throws IOException {
    String name = "/org/bytedeco/openblas/" + platform + "/" + file;
    URL resource = PackedLibrary.class.getResource(name);
    if (resource == null) {
      throw new UnsupportedOperationException(
          name + " is not on the class path: org.bytedeco:openblas:" + platform + " is missing");
    }
    URLConnection connection = resource.openConnection();
    if (connection instanceof JarURLConnection jar) {
      JarEntry entry = jar.getJarEntry();
      return new PackedLibrary(file, resource, entry.getSize(), entry.getCrc());
    }
    return new PackedLibrary(file, resource, -1, -1);
  }

  /** Whether a copy of it can be told from one of another version without reading either. */
  boolean isIdentified() {
    return size >= 0 && crc >= 0;
  }

  /**
   * Unpacks it.
   *
   * @throws IOException also if the jar is damaged
   */
  void writeTo(OutputStream out) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(resource.openStream(), sum)) {
      in.transferTo(out);
    }
    if (isIdentified() && sum.getValue() != crc) {
      throw new IOException(resource + " is damaged: its CRC-32 is not what its jar says");
    }
  }
}
