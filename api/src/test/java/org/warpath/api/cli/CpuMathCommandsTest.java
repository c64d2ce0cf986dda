package org.warpath.api.cli;

class CpuMathCommandsTest extends MathCommandsContract {
  CpuMathCommandsTest() {
    super("cpu");
  }
}
