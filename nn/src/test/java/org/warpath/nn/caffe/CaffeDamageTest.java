package org.warpath.nn.caffe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.warpath.nn.protobuf.Damage;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** Whatever is damaged in a file of weights, it is read or refused. */
class CaffeDamageTest {

  @Provide
  Arbitrary<byte[]> damagedModels() throws IOException {
    Map<String, List<Tensor>> layers = new LinkedHashMap<>();
    layers.put(
        "conv",
        List.of(
            Tensor.of(Shape.of(2, 1, 1, 3), 1f, 2f, 3f, 4f, 5f, 6f), Tensor.of(Shape.of(1), 7)));
    layers.put("norm", List.of(Tensor.of(Shape.of(0), new float[0])));
    Path file = Files.createTempFile("damage", ".caffemodel");
    try {
      CaffeModel.of(layers).write(file, "net");
      return Damage.of(Files.readAllBytes(file));
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 5000)
  void anyDamage(@ForAll("damagedModels") byte[] damaged) {
    Damage.isReadOrRefused("a.caffemodel", damaged, file -> CaffeModel.of("a.caffemodel", file));
  }
}
