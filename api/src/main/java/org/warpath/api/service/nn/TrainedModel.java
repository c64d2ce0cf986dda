package org.warpath.api.service.nn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.warpath.api.model.TensorArrays;
import org.warpath.linalg.io.Npy;
import org.warpath.nn.caffe.CaffeInput;
import org.warpath.nn.caffe.CaffeNet;
import org.warpath.nn.caffe.CaffeRun;
import org.warpath.nn.caffe.NetState;
import org.warpath.nn.caffe.Phase;
import org.warpath.nn.checkpoint.Safetensors;
import org.warpath.nn.data.ImageFolder;
import org.warpath.nn.data.LabelledImages;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/**
 * A model as training leaves it.
 *
 * @param before as it was
 * @param files as they were
 * @param run the training, at its end
 * @param images what it learned from
 */
record TrainedModel(ModelRow before, ModelFiles files, CaffeRun run, ImageFolder images) {

  /** What is known of its inputs' shapes now: that of the images, if nothing was said. */
  @Nullable String shape() throws IOException {
    if (before.shape() != null) {
      return before.shape();
    }
    CaffeInput input = input();
    String name = input.tops().getFirst();
    if (input.shapes().containsKey(name)) {
      return null;
    }
    LabelledImages any = images.training();
    int crop = input.transform().cropSize();
    return "%s=1x%dx%dx%d"
        .formatted(
            name, any.channels(), crop == 0 ? any.height() : crop, crop == 0 ? any.width() : crop);
  }

  private CaffeInput input() throws IOException {
    CaffeNet net = files.net(NetState.of(Phase.TEST));
    return net.answering().inputs().getFirst();
  }

  /**
   * Writes its files; on disk when this returns.
   *
   * @param content an empty folder
   * @return what the API tells of it
   */
  ObjectNode write(Path content, String job) throws IOException {
    ModelFiles to = new ModelFiles(content);
    TrainingFolder.copy(files.definition(), to.definition());
    new Safetensors(run.weights().tensors(), Map.of("job", job)).write(to.tensors());
    if (Files.exists(files.caffeMean())) {
      TrainingFolder.copy(files.caffeMean(), to.caffeMean());
      TrainingFolder.copy(files.mean(), to.mean());
    } else if (!input().transform().meanFile().isEmpty()) {
      // What was subtracted in training is subtracted for good.
      LabelledImages any = images.training();
      Shape shape = Shape.of(1, any.channels(), any.height(), any.width());
      Npy.write(to.mean(), TensorArrays.array(Tensor.of(shape, any.mean())));
    }
    return ModelDescription.of(to, QuestionBody.said(shape()));
  }
}
