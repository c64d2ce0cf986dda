package org.warpath.api.client;

import java.nio.file.Path;
import java.util.List;
import org.warpath.api.client.answer.ModelInfo;
import org.warpath.api.client.query.ModelFiles;

/** The catalog of neural networks: models by name. */
public final class Networks {
  private final Transport transport;

  Networks(Transport transport) {
    this.transport = transport;
  }

  private record Found(List<ModelInfo> models) {}

  /** All models, by name. */
  public List<ModelInfo> list() {
    return transport.json(Call.get("v1", "nn", "models"), Found.class).models();
  }

  /** One model, whether or not there is one of this name. */
  public ModelClient get(String name) {
    return new ModelClient(transport, name);
  }

  /** As {@link #upload(String, ModelFiles)}, of one file. */
  public ModelInfo upload(String name, Path model) {
    return upload(name, ModelFiles.of(model));
  }

  /**
   * Adds a model of files of this machine, which are streamed.
   *
   * @param name its name: a letter or digit, then letters, digits, {@code . _ -}, 100 at most
   * @throws WarpathException if the name is taken (409), or the files are damaged or have what is
   *     not supported (422); nothing is kept then
   */
  public ModelInfo upload(String name, ModelFiles files) {
    Multipart form = new Multipart().text("name", name);
    if (files.shape() != null) {
      form.text("shape", files.shape());
    }
    form.file("model", files.model());
    if (files.weights() != null) {
      form.file("weights", files.weights());
    }
    if (files.mean() != null) {
      form.file("mean", files.mean());
    }
    return transport.json(
        Call.post("v1", "nn", "models").upload(form.contentType(), form.body()), ModelInfo.class);
  }
}
