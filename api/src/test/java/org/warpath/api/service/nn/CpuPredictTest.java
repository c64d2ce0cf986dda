package org.warpath.api.service.nn;

class CpuPredictTest extends PredictContract {
  CpuPredictTest() {
    super("cpu");
  }
}
