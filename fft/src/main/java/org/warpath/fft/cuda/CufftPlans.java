package org.warpath.fft.cuda;

import java.util.LinkedHashMap;
import java.util.Map;
import org.warpath.kernels.cuda.CudaException;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.libraries.CudaLibraries;
import org.warpath.kernels.cuda.libraries.CudaLibrary;

/** The plans last used on one stream, for the scope that has the stream. */
final class CufftPlans implements AutoCloseable {
  /** More than the plans of a transform along several axes, real and complex, there and back. */
  static final int CAPACITY = 16;

  private final Map<PlanKey, CufftPlan> plans = new LinkedHashMap<>(16, 0.75f, true);

  private CufftPlans() {
    CudaLibraries.instance().require(CudaLibrary.CUFFT);
  }

  static CufftPlans of(DeviceScope scope) {
    return scope.companion(CufftPlans.class, CufftPlans::new);
  }

  /** The plan, made unless it is there; the one not used for longest makes room. */
  CufftPlan get(PlanKey key, DeviceScope scope) {
    CufftPlan plan = plans.get(key);
    if (plan == null) {
      if (plans.size() >= CAPACITY) {
        scope.synchronize(); // it may be at work
        PlanKey eldest = plans.keySet().iterator().next();
        CufftPlan removed = plans.remove(eldest);
        if (removed != null) {
          removed.close();
        }
      }
      plan = new CufftPlan(key, scope.stream());
      plans.put(key, plan);
    }
    return plan;
  }

  @Override
  public void close() {
    CudaException first = null;
    for (CufftPlan plan : plans.values()) {
      try {
        plan.close();
      } catch (CudaException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    plans.clear();
    if (first != null) {
      throw first;
    }
  }
}
