import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.warpath.kernels.Engine;
import org.warpath.kernels.RunControl;
import org.warpath.nn.checkpoint.Safetensors;
import org.warpath.nn.recipes.CharacterModel;
import org.warpath.nn.recipes.CharacterSampler;
import org.warpath.nn.training.CsvLog;
import org.warpath.nn.training.Trainer;
import org.warpath.nn.training.TrainingListener;
import org.warpath.nn.training.TrainingPlan;

/**
 * Learns to write as a text is written, character by character, and then goes on from a beginning:
 * Karpathy's char-rnn.
 *
 * <pre>
 * java -cp bench/target/quick/warpath-bench.jar docs/examples/CharRnn.java \
 *     TEXT ["BEGINNING" [CHARACTERS [EPOCHS]]]
 * </pre>
 *
 * <p>It also writes {@code TEXT.safetensors}, the weights, and {@code TEXT.csv}, the losses. A
 * megabyte takes about half a minute of processor time an epoch.
 */
public final class CharRnn {
  private static final double TEMPERATURE = 0.7;
  private static final long SEED = 1;

  private CharRnn() {}

  /** Trains, writes the weights, prints a sample. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      System.err.println("CharRnn: expected TEXT [\"BEGINNING\" [CHARACTERS [EPOCHS]]]");
      System.exit(2);
    }
    Path file = Path.of(arguments[0]);
    String text = Files.readString(file);
    String beginning = arguments.length > 1 ? arguments[1] : text.lines().findFirst().orElseThrow();
    int length = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 400;
    int epochs = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;

    Engine engine = Engine.auto();
    CharacterModel model = CharacterModel.of(text);
    // Fails now, not after the training, if the text has not all of its characters.
    var _ = model.characters().encode(beginning);
    TrainingPlan plan = model.training(text, epochs, SEED);
    try (Trainer trainer = Trainer.begin(plan, engine);
        PrintWriter csv = new PrintWriter(Files.newBufferedWriter(Path.of(file + ".csv")))) {
      long epoch = plan.batches().perEpoch();
      trainer.run(epochs * epoch, new Epochs(epoch, new CsvLog(csv, 10)), RunControl.none());
      new Safetensors(
              trainer.weights().tensors(), Map.of("characters", model.characters().all()))
          .write(Path.of(file + ".safetensors"));
      try (CharacterSampler sampler = new CharacterSampler(model, trainer.weights(), engine)) {
        System.out.println(beginning + sampler.sample(beginning, length, TEMPERATURE, SEED));
      }
    }
  }

  /** Prints the losses of each epoch, in nats a character: the mean in training, and the test's. */
  private static final class Epochs implements TrainingListener {
    private final long iterations;
    private final CsvLog log;
    private double sum;

    Epochs(long iterations, CsvLog log) {
      this.iterations = iterations;
      this.log = log;
    }

    @Override
    public void trained(long iteration, double loss, double rate) {
      log.trained(iteration, loss, rate);
      sum += loss;
    }

    @Override
    public void tested(long iteration, Map<String, Double> means) {
      log.tested(iteration, means);
      System.out.printf(
          "epoch %d: training loss %.3f, validation loss %.3f%n",
          iteration / iterations, sum / iterations, means.get(CharacterModel.LOSS));
      sum = 0;
    }
  }
}
