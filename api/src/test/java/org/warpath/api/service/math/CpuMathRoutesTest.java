package org.warpath.api.service.math;

class CpuMathRoutesTest extends MathRoutesContract {
  CpuMathRoutesTest() {
    super("cpu");
  }
}
