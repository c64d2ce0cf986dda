package org.warpath.api.service.run;

/** The engines that can be asked for. */
public enum EngineChoice {
  AUTO,
  CPU,
  CUDA
}
