package org.warpath.api.client.query;

/** What computes. */
public enum EngineChoice {
  /** A GPU where there is a usable one, else the CPU; the default. */
  AUTO,
  CPU,
  /** A GPU; refused, with the reason, where there is none. */
  CUDA
}
