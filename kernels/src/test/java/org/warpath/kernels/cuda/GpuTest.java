package org.warpath.kernels.cuda;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.warpath.kernels.cuda.libraries.CudaUnavailableException;

/**
 * A class of tests and properties that need a CUDA device: tagged {@code gpu} for JUnit and for
 * jqwik, which do not see each other's tags, and skipped as a whole, with the reason, where {@link
 * TestDevice} is none. (An assumption that fails within a property would count as a rejected
 * sample, and the property as one that finds none.)
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("gpu")
@net.jqwik.api.Tag("gpu")
@ExtendWith(GpuTest.DeviceCondition.class)
@AddLifecycleHook(GpuTest.DeviceCondition.class)
public @interface GpuTest {

  /** Asks for the device once a class or property. */
  final class DeviceCondition implements ExecutionCondition, SkipExecutionHook {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return reasonToSkip()
          .map(ConditionEvaluationResult::disabled)
          .orElseGet(() -> ConditionEvaluationResult.enabled("there is a device"));
    }

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      return reasonToSkip().map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
    }

    @Override
    public PropagationMode propagateTo() {
      return PropagationMode.ALL_DESCENDANTS;
    }

    // On the emulated driver nothing is skipped: a device that is not found there is a failure.
    private static Optional<String> reasonToSkip() {
      if (TestDevice.emulated()) {
        return Optional.empty();
      }
      try {
        Device.open(0);
        return Optional.empty();
      } catch (CudaUnavailableException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
  }
}
