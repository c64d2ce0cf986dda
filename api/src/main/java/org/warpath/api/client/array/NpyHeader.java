package org.warpath.api.client.array;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What comes before the elements of a {@code .npy} file (numpy.lib.format, versions 1 to 3). */
record NpyHeader(NpyType type, ByteOrder order, boolean fortranOrder, int[] shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int MAX_BYTES = 1 << 16;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>=|]?)(\\w+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  static NpyHeader read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    byte[] magic = new byte[MAGIC.length];
    data.readFully(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IOException("not an array of NumPy: it does not begin with \\x93NUMPY");
    }
    int version = data.readUnsignedByte();
    data.readUnsignedByte();
    int length =
        version == 1
            ? Short.toUnsignedInt(Short.reverseBytes(data.readShort()))
            : Integer.reverseBytes(data.readInt());
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("not an array of NumPy: its header has " + length + " bytes");
    }
    byte[] text = new byte[length];
    data.readFully(text);
    return parse(new String(text, StandardCharsets.UTF_8));
  }

  private static NpyHeader parse(String text) throws IOException {
    Matcher descr = find(DESCR, text);
    ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    boolean fortranOrder = find(ORDER, text).group(1).equals("True");
    try {
      int[] shape =
          Stream.of(find(SHAPE, text).group(1).split(","))
              .map(String::strip)
              .filter(size -> !size.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      return new NpyHeader(NpyType.ofCode(descr.group(2)), order, fortranOrder, shape);
    } catch (IllegalArgumentException e) {
      throw new IOException("array header " + text.strip() + ": " + e.getMessage(), e);
    }
  }

  private static Matcher find(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("not an array of NumPy: its header is " + text.strip());
    }
    return matcher;
  }

  void write(OutputStream out) throws IOException {
    String tuple =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String text =
        "{'descr': '%s%s', 'fortran_order': %s, 'shape': (%s%s), }"
            .formatted(
                order == ByteOrder.BIG_ENDIAN ? ">" : "<",
                type.code,
                fortranOrder ? "True" : "False",
                tuple,
                shape.length == 1 ? "," : "");
    int prefix = MAGIC.length + 4;
    int padding = ALIGNMENT - 1 - (prefix + text.length()) % ALIGNMENT;
    byte[] padded = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocate(prefix + padded.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length).put(padded);
    out.write(bytes.array());
  }
}
