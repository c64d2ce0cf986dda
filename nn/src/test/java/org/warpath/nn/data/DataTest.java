package org.warpath.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class DataTest {
  @TempDir private Path folder;

  private Path idx(String name, int magic, int[] sizes, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + count).putInt(magic);
    IntStream.of(sizes).forEach(bytes::putInt);
    for (int i = 0; i < count; i++) {
      bytes.put((byte) (200 + i));
    }
    Path file = folder.resolve(name);
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes.array());
    }
    return file;
  }

  @Test
  void readsIdxFiles() throws IOException {
    Path images = idx("images", 0x803, new int[] {3, 1, 2}, 6);
    Path labels = idx("labels", 0x801, new int[] {3}, 3);
    LabelledImages read = Mnist.read(images, labels);
    assertThat(read.labels()).containsExactly(200, 201, 202);
    assertThat(read.height()).isEqualTo(1);
    assertThat(read.width()).isEqualTo(2);
    assertThat(read.mean()).containsExactly(202, 203);
    assertThat(read.range(1, 2).pixels()).containsExactly(202, 203);
  }

  @Test
  void refusesDamagedIdxFiles() throws IOException {
    Path labels = idx("labels", 0x801, new int[] {3}, 3);
    Path short1 = idx("short", 0x803, new int[] {3, 1, 2}, 5);
    refuses(short1, labels, short1 + ": expected 6 bytes of elements, found 5");
    Path two = idx("two", 0x803, new int[] {2, 1, 2}, 4);
    refuses(two, labels, two + ": expected 3 images, as " + labels + " has labels, found 2");
    refuses(two, two, two + ": expected to begin with 00000801, found 00000803");
    Path cut = Files.write(folder.resolve("cut"), new byte[] {0, 0});
    refuses(cut, cut, cut + ": expected a whole file: null");
  }

  private static void refuses(Path images, Path labels, String message) {
    assertThatExceptionOfType(FormatException.class)
        .isThrownBy(() -> Mnist.read(images, labels))
        .withMessage(message);
  }

  @Test
  void readsImagesOfAnArchive() throws IOException {
    Path archive = folder.resolve("a.tar.xz");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZCompressorOutputStream(Files.newOutputStream(archive)))) {
      // Not in alphabetical order.
      put(tar, "train/truck/0000.jpg", 0xff0000);
      put(tar, "train/airplane/0000.jpg", 0x00ff00);
      put(tar, "test/airplane/0000.jpg", 0x0000ff);
    }
    CifarJpeg read = CifarJpeg.read(archive);
    assertThat(read.training().labels()).containsExactly(0, 1);
    byte[] pixels = read.training().pixels();
    assertThat(pixels[0] & 0xff).isLessThan(5); // no red
    assertThat(pixels[1024] & 0xff).isGreaterThan(250); // green
    assertThat(pixels[3072] & 0xff).isGreaterThan(250); // the second's red
    assertThat(read.test().pixels()[2048] & 0xff).isGreaterThan(250);
  }

  private static void put(TarArchiveOutputStream tar, String name, int colour) throws IOException {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1024; i++) {
      image.setRGB(i % 32, i / 32, colour);
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", jpeg);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(jpeg.size());
    tar.putArchiveEntry(entry);
    tar.write(jpeg.toByteArray());
    tar.closeArchiveEntry();
  }

  @Test
  void batchesAreScaledAndFollowOneAnother() {
    LabelledImages images =
        new LabelledImages(1, 1, 2, new byte[] {0, 2, 4, 6, 8, (byte) 210}, new int[] {7, 8, 9});
    var scaling = new ImageBatches.Scaling(0.5f, images.mean());
    ImageBatches batches = new ImageBatches(images, 2, scaling, Order.asTheyAre());
    assertThat(batches.perEpoch()).isEqualTo(1);
    Map<String, Tensor> first = batches.batch(0);
    assertThat(first.get("data").shape()).isEqualTo(Shape.of(2, 1, 1, 2));
    assertThat(first.get("data").get(0)).isEqualTo(-2);
    assertThat(first.get("label").toArray()).containsExactly(7, 8);
    assertThat(batches.batch(1).get("label").toArray()).containsExactly(9, 7);
    assertThat(batches.batch(0).get("label").toArray()).containsExactly(7, 8);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new ImageBatches(
                images, 2, new ImageBatches.Scaling(1, new float[3]), Order.asTheyAre()))
        .withMessage("expected a mean of 2 numbers, were 3");
  }

  @Test
  void shufflesEachEpochAnew() {
    Order order = Order.shuffled(1);
    int[] first = IntStream.range(0, 100).map(i -> order.at(i, 100)).toArray();
    int[] second = IntStream.range(100, 200).map(i -> order.at(i, 100)).toArray();
    assertThat(first).isNotEqualTo(second);
    assertThat(IntStream.of(first).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    Order again = Order.shuffled(1);
    assertThat(IntStream.range(100, 200).map(i -> again.at(i, 100)))
        .containsExactly(IntStream.of(second).boxed().toArray(Integer[]::new));
  }

  @Test
  void cutsTextsAsCharRnn() {
    String text = "abcdefghijklmnopqrstuvwxyz";
    Characters characters = Characters.of(text + text);
    assertThat(characters.count()).isEqualTo(26);
    TextBatches all = TextBatches.of(characters.encode(text), 26, 3, 2);
    assertThat(all.perEpoch()).isEqualTo(4); // two places of 12 characters
    Map<String, Tensor> second = all.batch(5);
    assertThat(decoded(second, characters)).isEqualTo("dp/eq/fr");
    assertThat(second.get("label").toArray()).containsExactly(4, 16, 5, 17, 6, 18);
    // The last character used, x, is followed by the first.
    assertThat(all.batch(3).get("label").get(5)).isZero();
    assertThat(decoded(all.range(1, 3).batch(1), characters)).isEqualTo("gs/ht/iu");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> characters.encode("ab!"))
        .withMessage("character U+0021 at 2 is not one of 26 known");
  }

  private static String decoded(Map<String, Tensor> batch, Characters characters) {
    Tensor data = batch.get("data");
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 6; row++) {
      for (int c = 0; c < 26; c++) {
        if (data.get((long) row * 26 + c) == 1) {
          text.append(characters.decode(c));
        }
      }
      text.append(row % 2 == 1 && row < 5 ? "/" : "");
    }
    return text.toString();
  }
}
