package org.warpath.api.service.jobs;

import org.warpath.api.service.run.Run;
import org.warpath.nn.training.TrainingListener;

/** Hears of a job's work: when it starts, how far it is, and if it trains, what it reaches. */
public interface JobListener extends Run.Listener, TrainingListener {
  /** A loss from before the snapshot that a training goes on from; as {@link #trained}. */
  void recalled(long iteration, double loss, double rate);
}
