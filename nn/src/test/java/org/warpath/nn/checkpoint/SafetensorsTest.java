package org.warpath.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class SafetensorsTest {
  private static final String ONE =
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

  @TempDir private Path folder;

  private Path file(String header, int elements) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + elements).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    return Files.write(folder.resolve("file"), bytes.array());
  }

  private void refuses(Path file, String problem) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> Safetensors.read(file))
        .withMessage(file + ": " + problem);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("conv \"1\".weight", Tensor.of(Shape.of(2, 1), 1f, -0.0f));
    tensors.put("scalar", Tensor.of(Shape.of(), Double.NaN));
    tensors.put("empty", Tensor.zeros(ElementType.FLOAT64, Shape.of(0, 3)));
    tensors.put("half", Tensor.of(Shape.of(3), 1f, 2, 3).as(ElementType.FLOAT16));
    tensors.put("brain", Tensor.of(Shape.of(1), 3f).as(ElementType.BFLOAT16));
    Path file = folder.resolve("a.safetensors");
    new Safetensors(tensors, Map.of("note", "ü")).write(file);
    Safetensors read = Safetensors.read(file);
    assertThat(read.texts()).containsEntry("note", "ü").containsKey(Safetensors.CHECKSUM);
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach((name, tensor) -> {
      Tensor found = read.tensors().get(name);
      assertThat(found.type()).isEqualTo(tensor.type());
      assertThat(found.shape()).isEqualTo(tensor.shape());
      assertThat(found.memory().mismatch(tensor.memory())).isEqualTo(-1);
    });
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  /** As the format's own library writes it: keys in another order, tensors out of order. */
  @Test
  void readsFilesOfOthers() throws IOException {
    Path file =
        file(
            "{\"b\":{\"data_offsets\":[8,10],\"shape\":[],\"dtype\":\"BF16\"},"
                + ONE.substring(1)
                + "   ",
            10);
    assertThat(Safetensors.read(file).tensors()).containsOnlyKeys("b", "a");
  }

  @Test
  void refusesDamagedFiles() throws IOException {
    refuses(
        Files.write(folder.resolve("short"), new byte[3]),
        "expected a header's length in 8 bytes, found 3");
    refuses(
        Files.write(folder.resolve("long"), new byte[] {0, 0, 0, 0, 0, 0, 0, -1}),
        "expected a header of 2 to 0 bytes, found 18374686479671623680");
    refuses(file(ONE, 7), "expected 8 bytes of elements, found 7");
    refuses(file(ONE, 9), "expected 8 bytes of elements, found 9");
    refuses(
        file(ONE.replace("[2]", "[3]"), 8), "tensor a: expected 12 bytes for F32 3, found 0 to 8");
    refuses(
        file(ONE.replace("[2]", "[2147483647,2147483647,2147483647]"), 8),
        "tensor a: long overflow");
    refuses(
        file(ONE.replace("F32", "I64"), 8),
        "tensor a: expected elements of type F16, BF16, F32 or F64, found I64");
    refuses(
        file(ONE.replace("[0,8]", "[4,12]"), 12), "tensor a: expected to begin at byte 0, found 4");
    refuses(
        file(ONE.replace("\"shape\":[2],", ""), 8),
        "tensor a: expected dtype, shape and two data_offsets");
    refuses(file("[1]", 0), "expected START_OBJECT in the header at byte 0, found START_ARRAY");
    refuses(file(ONE + "{}", 8), "expected nothing behind the header's object");
    refuses(
        file("{\"a\":1,}", 0),
        "tensor a: expected START_OBJECT in the header at byte 5, found VALUE_NUMBER_INT");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> Safetensors.read(file(ONE.substring(0, 20), 8)))
        .withMessageContaining("expected a header in JSON, found: Unexpected end-of-input");
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(
            () -> Safetensors.read(file(ONE.substring(0, ONE.length() - 1) + ",\"a\":{}}", 8)))
        .withMessageContaining("expected a header in JSON, found: Duplicate field 'a'");
  }

  /** Of elements; and a file cut anywhere. */
  @Test
  void refusesAnyChangedByteOfElementsAndCutFiles() throws IOException {
    Path file = folder.resolve("a.safetensors");
    new Safetensors(Map.of("a", Tensor.of(Shape.of(3), 1f, 2, 3)), Map.of()).write(file);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = bytes.length - 12; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      Path damaged = Files.write(folder.resolve("damaged"), changed);
      assertThatExceptionOfType(FormatException.class)
          .isThrownBy(() -> Safetensors.read(damaged))
          .withMessageContaining("expected elements with the checksum");
    }
    for (int length = 0; length < bytes.length; length++) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
      assertThatExceptionOfType(FormatException.class)
          .as("%d bytes", length)
          .isThrownBy(() -> Safetensors.read(cut));
    }
  }
}
