package org.warpath.nn.caffe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.warpath.linalg.io.FormatException;
import org.warpath.nn.caffe.prototxt.Message;

/**
 * What decides which layers of a definition are there: Caffe's {@code NetState}.
 *
 * @param phase training or testing
 * @param level 0 unless a definition has levels
 * @param stages names that rules of layers may ask for
 */
public record NetState(Phase phase, int level, List<String> stages) {
  public NetState {
    Objects.requireNonNull(phase, "phase");
    stages = List.copyOf(stages);
  }

  /** Level 0, no stages. */
  public static NetState of(Phase phase) {
    return new NetState(phase, 0, List.of());
  }

  /** With what a {@code NetState} message adds: its level, and its stages behind these. */
  NetState with(Message state) throws FormatException {
    state.ignore("phase");
    List<String> all = new ArrayList<>(stages);
    all.addAll(state.texts("stage"));
    return new NetState(phase, state.integer("level", level), all);
  }

  /**
   * Whether a layer is there: one of its {@code include} rules is met, if it has any, or none of
   * its {@code exclude} rules.
   */
  boolean includes(Message layer) throws FormatException {
    List<Message> include = layer.messages("include");
    List<Message> exclude = layer.messages("exclude");
    if (!include.isEmpty() && !exclude.isEmpty()) {
      throw layer.error("exclude", "expected rules to include or to exclude, found both");
    }
    boolean isMet = false;
    for (Message rule : include.isEmpty() ? exclude : include) {
      isMet |= meets(rule);
    }
    return include.isEmpty() != isMet;
  }

  private boolean meets(Message rule) throws FormatException {
    boolean isPhase = rule.constant("phase", phase) == phase;
    boolean isLevel =
        rule.integer("min_level", level) <= level && rule.integer("max_level", level) >= level;
    boolean hasAll = stages.containsAll(rule.texts("stage"));
    boolean hasNone = rule.texts("not_stage").stream().noneMatch(stages::contains);
    return isPhase && isLevel && hasAll && hasNone;
  }
}
