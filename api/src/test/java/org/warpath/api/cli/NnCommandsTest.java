package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.kernels.SharedData;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.nn.checkpoint.Safetensors;
import org.warpath.nn.onnx.OnnxTensor;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

class NnCommandsTest {
  private static final Path CASES =
      Path.of(Objects.requireNonNull(NnCommandsTest.class.getResource("onnx/README.md")).getPath())
          .resolveSibling("");
  private static final Path LINEAR = CASES.resolve("test_Linear");

  @TempDir private Path folder;

  private static Path data(Path one, String name) {
    return one.resolve("test_data_set_0").resolve(name);
  }

  @Test
  void summary() {
    Cli run = Cli.run("nn", "summary", CASES.resolve("test_Conv2d/model.onnx")).succeeded();
    assertThat(run.out())
        .contains("layer", "convolution", "2×3×7×5", "outputs: 3")
        .containsPattern("total +76 ");
  }

  @Test
  void summaryOfAnotherBatch() {
    Cli run =
        Cli.run("nn", "summary", LINEAR.resolve("model.onnx"), "--shape", "0=7x10").succeeded();
    assertThat(run.out()).contains("7×8");
    Cli.run("nn", "summary", LINEAR.resolve("model.onnx"), "--shape", "many")
        .refused("shape many: expected sizes such as 1x3x224x224");
    Cli.run("nn", "summary", LINEAR.resolve("model.onnx"), "--shape", "z=7x10")
        .refused("there is no input z");
  }

  @Test
  void predictWritesOutputs() throws IOException {
    Path out = folder.resolve("out.npy");

    Cli run =
        Cli.run(
                "nn",
                "predict",
                LINEAR.resolve("model.onnx"),
                data(LINEAR, "input_0.pb"),
                "-o",
                out,
                "--top",
                "2",
                "--engine",
                "cpu")
            .succeeded();

    Tensor expected = OnnxTensor.read(data(LINEAR, "output_0.pb")).tensor();
    Matrix found = Npy.read(out).asMatrix();
    assertThat(found.rows()).isEqualTo(4);
    for (int i = 0; i < expected.shape().count(); i++) {
      assertThat(found.get(i / 8, i % 8)).isCloseTo(expected.get(i), within(1e-5));
    }
    assertThat(run.out()).contains("3: float32 4×8", "example 3", "written to " + out);
    assertThat(run.out().lines().filter(line -> line.matches(" +\\d+ +.*"))).hasSize(8);
  }

  @Test
  void predictReadsArraysAndLabels() throws IOException {
    Path in = folder.resolve("in.npy");
    Npy.write(in, NpyArray.of(OnnxTensor.read(data(LINEAR, "input_0.pb")).tensor().matrix(4, 10)));
    Path labels =
        Files.write(
            folder.resolve("labels"), Arrays.asList("a", "b", "c", "d", "e", "f", "g", "h"));

    Cli run =
        Cli.run(
                "nn",
                "predict",
                LINEAR.resolve("model.onnx"),
                "0=" + in,
                "--labels",
                labels,
                "--top",
                "8",
                "--engine",
                "cpu")
            .succeeded();

    assertThat(run.out()).containsPattern(" 0 .* a\\R").containsPattern(" 7 .* h\\R");
  }

  @Test
  void predictReadsPictures() throws IOException {
    Path picture = PngFiles.grey(folder.resolve("a.png"), 7, 5);
    Path model = CASES.resolve("test_Conv2d/model.onnx");

    Cli run =
        Cli.run(
                "nn",
                "predict",
                model,
                picture,
                picture,
                "--mean",
                "0.5,0.4,0.3",
                "--engine",
                "cpu")
            .succeeded();

    assertThat(run.out()).contains("3: float32 2×4×5×4", "example 1");
    Cli.run("nn", "predict", LINEAR.resolve("model.onnx"), picture)
        .refused("input 0 takes no pictures");
    Cli.run("nn", "predict", model, picture, "--mean", "1,2")
        .refused("mean must be one number, or 3, was 2 of them");
  }

  @Test
  void predictRefusesWhatItCannotRead() {
    Path model = LINEAR.resolve("model.onnx");
    Cli.run("nn", "predict", model, "nowhere.npy").refused("nowhere.npy: no such file");
    Cli.run("nn", "predict", model, "a.txt").refused("a.txt has none of the endings");
    Cli.run("nn", "predict", model, "a.npy", "-o", "b.txt")
        .refused("b.txt has none of the endings .npy and .npz");
    Cli.run("nn", "predict", CASES.resolve("README.md"), "a.npy").refused("is no ONNX file");
  }

  @Test
  void convert() throws IOException {
    Path out = folder.resolve("weights.safetensors");

    Cli run = Cli.run("nn", "convert", LINEAR.resolve("model.onnx"), "-o", out).succeeded();

    assertThat(run.out()).contains("2 tensors, 352 bytes written to " + out);
    Safetensors read = Safetensors.read(out);
    assertThat(read.tensors()).hasSize(2);
    assertThat(read.tensors().values())
        .extracting(Tensor::shape)
        .containsExactly(Shape.of(8, 10), Shape.of(8));
    Cli.run("nn", "convert", LINEAR.resolve("model.onnx"), "-o", "a.txt")
        .refused("a.txt does not end with .safetensors");
  }

  @Test
  void conformanceCountsAndGivesReasons() {
    Cli run = Cli.run("nn", "conformance", CASES, "--engine", "cpu").succeeded();

    assertThat(run.out().strip().lines().toList().getLast())
        .isEqualTo("2 passed, 0 failed, 1 out of scope");
    assertThat(run.out())
        .contains("out of scope test_dft: ", "a Fourier transform", "Gemm", "1 / 1", "0 / 1");
  }

  @Test
  void conformanceFails() {
    Cli run = Cli.run("nn", "conformance", LINEAR, "--rtol", "0", "--atol", "0", "--engine", "cpu");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("FAILED test_Linear: output 3 is ", "0 passed, 1 failed, 0 out of scope");
  }

  @Test
  void conformanceOfNothing() {
    Cli.run("nn", "conformance", folder).refused("there are no cases below");
    Cli.run("nn", "conformance", folder.resolve("none")).refused("no such file or folder");
  }

  @Test
  void nothingAsked() {
    Cli.run("nn").refused("expected summary, predict, convert, conformance");
  }

  @Test
  void definitionsOfCaffesAreModelsToo() throws IOException {
    Path definition = Path.of("../data/nn/lenet.prototxt");
    Cli summary = Cli.run("nn", "summary", definition, "--shape", "1x1x28x28").succeeded();
    assertThat(summary.out()).contains("outputs: prob", "431,080");
    Cli.run("nn", "summary", definition).refused("the shape of input data is missing");
    Path weights = SharedData.file("nn/lenet-caffe/lenet_iter_10000.caffemodel");
    Path picture = PngFiles.grey(folder.resolve("digit.png"), 28, 28);

    Cli run =
        Cli.run("nn", "predict", definition, "--weights", weights, picture, "--engine", "cpu")
            .succeeded();

    assertThat(run.out()).contains("prob: float32 1×10");
    Cli.run("nn", "predict", definition, picture).refused("the model has no weights");
    Path out = folder.resolve("lenet.safetensors");
    Cli.run("nn", "convert", definition, "--weights", weights, "--shape", "1x1x28x28", "-o", out)
        .succeeded();
    assertThat(Safetensors.read(out).tensors()).containsKey("ip2.weight");
    Cli.run("nn", "summary", LINEAR.resolve("model.onnx"), "--weights", weights)
        .refused("expected no others");
  }
}
